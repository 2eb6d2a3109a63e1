import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { medianOf, ratioOf, worstOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table, times } from '../harness/table.mjs';
import { writeMessages } from '../subjects/message-file.mjs';

export const title = 'Import: a file of 500 B messages is read and sent';

const TIMEOUT_MS = 600_000;

export async function run(bench) {
  const count = bench.isQuick ? 300_000 : 5_000_000;
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  try {
    bench.progress(`writing ${number(count)} messages`);
    const path = join(folder, 'events.ndjson');
    const bytes = writeMessages(path, count);
    const result = await runRounds({
      subjects: ['limit', 'waybill'],
      rounds: bench.isQuick ? 5 : 3,
      budget: bench.isQuick ? 60 : 900,
      progress: bench.progress,
      measure: (subject) => measureImport(subject, { path, bytes, count }),
    });
    return { ...result, count };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function print({ subjects, rounds, count }) {
  const rows = subjects.map((subject) => [
    `${subject}, ${number(count)} messages`,
    number(medianOf(rounds, subject, 'eventsPerSecond')),
    times(ratioOf(rounds, subject, 'limit', 'eventsPerSecond')),
    number(medianOf(rounds, subject, 'mbPerSecond'), 1),
    number(medianOf(rounds, subject, 'cpuUs'), 1),
    times(ratioOf(rounds, subject, 'limit', 'cpuUs')),
    number(worstOf(rounds, subject, 'rssMb')),
    rounds.every((round) => round[subject]?.isComplete ?? true) ? 'yes' : 'NO',
  ]);
  const header = [
    '',
    'events/s',
    'of the limit',
    'MB/s',
    'CPU µs/event',
    'of the limit',
    'largest RSS, MB',
    'arrived once',
  ];
  return table(header, rows);
}

export function charts({ subjects, rounds }) {
  const bars = subjects.map((name) => ({ name, value: medianOf(rounds, name, 'eventsPerSecond') }));
  return [{ title: 'Messages imported a second (more is better)', bars }];
}

export function targets({ rounds }) {
  return [
    {
      name: 'import, events/s, of the limit',
      atLeast: 0.7,
      value: ratioOf(rounds, 'waybill', 'limit', 'eventsPerSecond'),
      unit: '×',
    },
    {
      name: 'import, largest RSS',
      atMost: 200,
      value: worstOf(rounds, 'waybill', 'rssMb'),
      unit: 'MB',
    },
  ];
}

async function measureImport(subject, { path, bytes, count }) {
  const sink = fork(program('id-sink'), [String(count)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const [{ url }] = await once(sink, 'message');
    const startMs = performance.now();
    const { rssMb, cpuSeconds } = await runProgram([program(`import-${subject}`), path, url]);
    const seconds = (performance.now() - startMs) / 1_000;
    sink.send('figures');
    const [{ messages, unique }] = await once(sink, 'message');
    return {
      eventsPerSecond: count / seconds,
      mbPerSecond: bytes / 1e6 / seconds,
      cpuUs: (cpuSeconds * 1e6) / count,
      rssMb,
      isComplete: messages === count && unique === count,
    };
  } finally {
    sink.kill('SIGKILL');
  }
}

/** Runs a program to its end, and gives what it has used. */
async function runProgram(args) {
  const usage = new URL('../harness/report-usage.mjs', import.meta.url).href;
  const stdio = ['ignore', 'ignore', 'inherit', 'pipe'];
  const child = spawn(process.execPath, ['--import', usage, ...args], { stdio });
  const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
  const chunks = [];
  child.stdio[3].on('data', (chunk) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}.`);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function program(name) {
  return fileURLToPath(new URL(`../subjects/${name}.mjs`, import.meta.url));
}
