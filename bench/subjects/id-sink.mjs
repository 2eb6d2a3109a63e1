/** An endpoint that answers at once, and marks the ids of what comes: `m-0`, `m-1` and so on. Tells what came when it is asked. */
import { createServer } from 'node:http';

const count = Number(process.argv[2]);
const MARK = Buffer.from('"messageId":"m-');
const QUOTE = 0x22;
const ZERO = 0x30;

const seen = new Uint8Array(count);
let messages = 0;
let unique = 0;
let requests = 0;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    requests += 1;
    markAll(Buffer.concat(chunks));
    response.end('{"success":true}');
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send({ url: `http://127.0.0.1:${server.address().port}` });
});
process.on('message', () => process.send({ messages, unique, requests }));
process.on('disconnect', () => process.exit());

function markAll(body) {
  for (let at = body.indexOf(MARK); at !== -1; at = body.indexOf(MARK, at)) {
    at += MARK.length;
    let id = 0;
    for (; body[at] !== QUOTE; at += 1) id = id * 10 + body[at] - ZERO;
    messages += 1;
    if (seen[id] === 0) unique += 1;
    seen[id] = 1;
  }
}
