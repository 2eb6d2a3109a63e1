/**
 * An endpoint in a process of its own: the workspace with its log on disk, or the least that an endpoint must do, which is to
 * read, parse and append each request before it answers. Tells its figures when it is asked.
 */

import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [kind, folder] = process.argv.slice(2);
const STARTS = { workspace: startWorkspace, limit: startLimit };

const { url, count } = await STARTS[kind]();
const cpuAtStart = process.cpuUsage();
let largestRss = 0;
setInterval(() => {
  largestRss = Math.max(largestRss, process.memoryUsage.rss());
}, 50).unref();
process.on('message', () => {
  const { user, system } = process.cpuUsage(cpuAtStart);
  largestRss = Math.max(largestRss, process.memoryUsage.rss());
  process.send({ cpuUs: user + system, rssMb: largestRss / 1e6, events: count() });
});
process.send({ url });

async function startWorkspace() {
  const { startWorkspace: start } = await import('../../workspace/dist/index.mjs');
  const workspace = await start({ folder });
  return { url: workspace.url, count: () => workspace.stats().unique };
}

async function startLimit() {
  const file = await open(join(folder, 'limit.ndjson'), 'a');
  let events = 0;
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { batch } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    await file.write(batch.map((message) => `${JSON.stringify(message)}\n`).join(''));
    events += batch.length;
    response.end('{"success":true}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, count: () => events };
}
