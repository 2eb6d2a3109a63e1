import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { arrivalText } from '../harness/bench.mjs';
import { callMaker } from '../harness/calls.mjs';
import { medianOf, ratioOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table, times } from '../harness/table.mjs';
import { createSubject, UNBOUNDED } from '../subjects/create.mjs';

export const title = 'A server that makes 2,000 calls of 600 B a second, one in each request';

const LOAD = fileURLToPath(new URL('../harness/load.mjs', import.meta.url));
const RATE = 2_000;
const SUBJECTS = ['none', 'limit', 'waybill', 'segment', 'posthog', 'rudderstack'];

export function run(bench) {
  return runRounds({
    // The others alone take as long as a quick run may.
    subjects: bench.isQuick ? SUBJECTS.slice(0, 5) : SUBJECTS,
    rounds: bench.isQuick ? 3 : 7,
    budget: bench.isQuick ? 20 : 360,
    progress: bench.progress,
    measure: (subject) => {
      const parameters = { seconds: bench.isQuick ? 2 : 6, warmUpSeconds: 1 };
      const task = { scenario: 'server', subject, parameters };
      return bench.measure(task, ({ port, seconds }) => applyLoad(port, seconds));
    },
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'p50'), 2),
    number(medianOf(rounds, subject, 'p99'), 2),
    times(ratioOf(rounds, subject, 'limit', 'p99')),
    number(medianOf(rounds, subject, 'loopP99'), 2),
    times(ratioOf(rounds, subject, 'limit', 'loopP99')),
    number(medianOf(rounds, subject, 'cpuShare') * 100),
    arrivalText(rounds, subject),
  ]);
  const header = [
    '',
    'HTTP p50 ms',
    'HTTP p99 ms',
    'of the limit',
    'event loop p99 ms',
    'of the limit',
    'CPU %',
    'arrived once',
  ];
  return table(header, rows);
}

export function charts({ subjects, rounds }) {
  const bars = (field) => subjects.map((name) => ({ name, value: medianOf(rounds, name, field) }));
  return [
    { title: 'HTTP p99 (less is better)', unit: 'ms', decimals: 2, bars: bars('p99') },
    { title: 'Event loop p99 (less is better)', unit: 'ms', decimals: 2, bars: bars('loopP99') },
  ];
}

export function targets({ rounds }) {
  const ratio = (field) => ratioOf(rounds, 'waybill', 'limit', field);
  return [
    { name: 'server, HTTP p99, of the limit', atMost: 1.1, value: ratio('p99'), unit: '×' },
    {
      name: 'server, event loop p99, of the limit',
      atMost: 1.1,
      value: ratio('loopP99'),
      unit: '×',
    },
  ];
}

export async function measure({ subject, urls, parameters, ask }) {
  const { seconds, warmUpSeconds } = parameters;
  const client = await createSubject(subject, { url: urls.prompt, backlog: UNBOUNDED });
  const makeCall = callMaker(600);
  let sent = 0;
  const server = http.createServer((_, response) => {
    client.track(makeCall(sent));
    sent += 1;
    response.writeHead(204).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await ask({ port, seconds: warmUpSeconds });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  loop.enable();
  const { p50, p99 } = await ask({ port, seconds });
  loop.disable();
  const { user, system } = process.cpuUsage(cpu);
  const cpuShare = (user + system) / 1_000 / (performance.now() - startMs);
  // RudderStack's close() is a flush that sends one batch.
  if (subject === 'rudderstack') await client.settled();
  await client.close();
  return {
    p50,
    p99,
    loopP99: loop.percentile(99) / 1e6,
    cpuShare,
    sent: client.sends ? sent : undefined,
  };
}

async function applyLoad(port, seconds) {
  const child = fork(LOAD, [port, RATE, seconds].map(String));
  const [result] = await once(child, 'message');
  return result;
}
