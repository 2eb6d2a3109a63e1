/**
 * The sink: one process that answers requests on three ports, each in its way, and keeps the bodies. It looks into them only
 * when it is asked to, so that it takes no time from what is measured.
 */
import http from 'node:http';
import { nowMs } from './clock.mjs';
import { countMessages } from './count-messages.mjs';

const DELAY_MS = 50;
const REPLY = '{"success":true}';

let arrivals = [];
let silenced = [];
let firstMs;
let cpuStart = process.cpuUsage();

const answers = {
  prompt: (response) => response.end(REPLY),
  slow: (response) => setTimeout(() => response.end(REPLY), DELAY_MS),
  silent: (response) => silenced.push(response),
};

const commands = {
  reset: () => {
    for (const response of silenced) response.destroy();
    arrivals = [];
    silenced = [];
    firstMs = undefined;
    cpuStart = process.cpuUsage();
  },
  /** When the first request was complete, or undefined. */
  first: () => firstMs,
  cpu: () => {
    const { user, system } = process.cpuUsage(cpuStart);
    return user + system;
  },
  /** What arrived, and how much of it before a certain time. */
  verify: ({ beforeMs = Number.POSITIVE_INFINITY } = {}) => ({
    ...countMessages(arrivals),
    before: countMessages(arrivals.filter(({ atMs }) => atMs <= beforeMs)).unique,
  }),
};

const urls = {};
for (const [mode, answer] of Object.entries(answers)) urls[mode] = await listen(answer);
process.on('message', ({ id, command, parameters }) => {
  process.send({ id, result: commands[command](parameters) });
});
process.on('disconnect', () => process.exit());
process.send({ urls });

function listen(answer) {
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const atMs = nowMs();
      firstMs ??= atMs;
      arrivals.push({ chunks, atMs });
      answer(response);
    });
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}
