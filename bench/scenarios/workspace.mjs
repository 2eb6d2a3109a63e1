import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callMaker } from '../harness/calls.mjs';
import { medianOf, ratioOf, worstOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table, times } from '../harness/table.mjs';

export const title =
  'The workspace: batches of 100 messages of 600 B, logged on disk before they are answered';

const PROGRAM = fileURLToPath(new URL('../subjects/endpoint-process.mjs', import.meta.url));
const BATCH = 100;
const SOCKETS = 8;
const WARM_UP_EVENTS = 10_000;

export function run(bench) {
  return runRounds({
    subjects: ['limit', 'workspace'],
    rounds: bench.isQuick ? 3 : 7,
    budget: bench.isQuick ? 20 : 120,
    progress: bench.progress,
    measure: (kind) => measureEndpoint(kind, bench.isQuick ? 60_000 : 200_000),
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'eventsPerSecond')),
    number(medianOf(rounds, subject, 'eventsPerCpuSecond')),
    times(ratioOf(rounds, subject, 'limit', 'eventsPerCpuSecond')),
    number(medianOf(rounds, subject, 'cpuUs'), 1),
    number(worstOf(rounds, subject, 'rssMb')),
    rounds.every((round) => round[subject]?.isComplete ?? true) ? 'yes' : 'NO',
  ]);
  const header = [
    '',
    'events/s',
    'events a second of CPU',
    'of the limit',
    'CPU µs/event',
    'largest RSS, MB',
    'all there, once',
  ];
  return table(header, rows);
}

export function charts({ subjects, rounds }) {
  const bars = subjects.map((name) => ({ name, value: medianOf(rounds, name, 'eventsPerSecond') }));
  return [{ title: 'Events taken and logged a second (more is better)', bars }];
}

export function targets({ rounds }) {
  return [
    {
      name: 'workspace, events logged in a second of one core',
      atLeast: 20_000,
      value: medianOf(rounds, 'workspace', 'eventsPerCpuSecond'),
      unit: '',
    },
    {
      name: 'workspace, events/s accepted and logged',
      atLeast: 20_000,
      value: medianOf(rounds, 'workspace', 'eventsPerSecond'),
      unit: '',
    },
  ];
}

async function measureEndpoint(kind, events) {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  const child = fork(PROGRAM, [kind, folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    const [{ url }] = await once(child, 'message');
    const makeCall = callMaker(600);
    const bodies = Array.from({ length: (WARM_UP_EVENTS + events) / BATCH }, (_, index) =>
      bodyOf(makeCall, index * BATCH),
    );
    const agent = new http.Agent({ keepAlive: true, maxSockets: SOCKETS });
    await postAll(`${url}/v1/batch`, bodies.splice(0, WARM_UP_EVENTS / BATCH), agent);
    const before = await ask(child);
    const startMs = performance.now();
    await postAll(`${url}/v1/batch`, bodies, agent);
    const seconds = (performance.now() - startMs) / 1_000;
    const after = await ask(child);
    agent.destroy();
    const cpuUs = (after.cpuUs - before.cpuUs) / events;
    return {
      eventsPerSecond: events / seconds,
      eventsPerCpuSecond: 1e6 / cpuUs,
      cpuUs,
      rssMb: after.rssMb,
      isComplete: after.events === WARM_UP_EVENTS + events,
    };
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

function bodyOf(makeCall, first) {
  const sentAt = new Date().toISOString();
  const batch = Array.from({ length: BATCH }, (_, index) => ({
    type: 'track',
    messageId: `bench-${first + index}`,
    timestamp: sentAt,
    context: { library: { name: 'bench', version: '1' } },
    ...makeCall(first + index),
  }));
  return Buffer.from(JSON.stringify({ batch, sentAt, writeKey: 'bench' }));
}

async function postAll(url, bodies, agent) {
  const left = [...bodies].reverse();
  const work = async () => {
    for (let body = left.pop(); body !== undefined; body = left.pop()) await post(url, body, agent);
  };
  await Promise.all(Array.from({ length: SOCKETS }, work));
}

function post(url, body, agent) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function ask(child) {
  child.send('figures');
  const [figures] = await once(child, 'message');
  return figures;
}
