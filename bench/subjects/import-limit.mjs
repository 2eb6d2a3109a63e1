/**
 * The physical limit of an import: reads a file, parses and writes each line, and posts bodies of the size that Waybill's have,
 * on four sockets that stay open. It checks nothing, retries nothing, and bounds only what it has under way.
 */
import { open } from 'node:fs/promises';
import http from 'node:http';

const [path, url] = process.argv.slice(2);
const SOCKETS = 4;
const CHUNK_BYTES = 512 * 1024;
const BODY_BYTES = 475 * 1024;
const BODY_MESSAGES = 1_000;

const agent = new http.Agent({ keepAlive: true, maxSockets: SOCKETS });
const { hostname, port } = new URL(url);
let inFlight = 0;
let wake;
let batch = [];
let bytes = 0;

const file = await open(path, 'r');
const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
let rest = '';
for (;;) {
  const { bytesRead } = await file.read(chunk, 0, chunk.length);
  if (bytesRead === 0) break;
  const text = rest + chunk.toString('latin1', 0, bytesRead);
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    const json = JSON.stringify(JSON.parse(text.slice(start, end)));
    start = end + 1;
    if (batch.length >= BODY_MESSAGES || bytes + json.length > BODY_BYTES) await send();
    batch.push(json);
    bytes += json.length + 1;
  }
  rest = text.slice(start);
}
await send();
await fewerThan(1);
await file.close();
agent.destroy();

async function send() {
  await fewerThan(SOCKETS);
  post(`{"batch":[${batch.join(',')}],"sentAt":"${new Date().toISOString()}","writeKey":"bench"}`);
  batch = [];
  bytes = 0;
}

async function fewerThan(count) {
  while (inFlight >= count) {
    await new Promise((resolve) => {
      wake = resolve;
    });
  }
}

function post(body) {
  inFlight += 1;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const options = { agent, hostname, port, method: 'POST', path: '/v1/batch', headers };
  const request = http.request(options, (response) => {
    response.resume();
    response.on('end', () => {
      inFlight -= 1;
      wake?.();
    });
  });
  request.end(body);
}
