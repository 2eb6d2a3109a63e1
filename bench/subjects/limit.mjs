import http from 'node:http';
import { Backlog } from './backlog.mjs';
import { writePlainMessage } from './plain-message.mjs';

const SOCKETS = 4;

/**
 * The physical limit: one `JSON.stringify` a message, and bodies of `flushAt` messages posted by node:http on four sockets
 * that stay open. It checks nothing, retries nothing and bounds nothing.
 */
export function createLimit({ url, flushAt, backlog: bound }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: SOCKETS });
  const { hostname, port } = new URL(url);
  const backlog = new Backlog(bound);
  const batches = [];
  let open = [];
  let inFlight = 0;

  function track(call) {
    open.push(writePlainMessage(call));
    backlog.grow();
    if (open.length >= flushAt) seal();
  }

  function seal() {
    batches.push(open);
    open = [];
    pump();
  }

  function pump() {
    while (inFlight < SOCKETS && batches.length > 0) post(batches.shift());
  }

  function post(batch) {
    inFlight += 1;
    const body = `{"batch":[${batch.join(',')}]}`;
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const options = { agent, hostname, port, method: 'POST', path: '/v1/batch', headers };
    const request = http.request(options, (response) => {
      response.resume();
      response.on('end', () => {
        inFlight -= 1;
        backlog.acknowledge(batch.length);
        pump();
      });
    });
    request.end(body);
  }

  async function settled() {
    if (open.length > 0) seal();
    await backlog.empty();
  }

  async function close() {
    await settled();
    agent.destroy();
  }

  return { sends: true, track, ready: () => backlog.room(), settled, close };
}
