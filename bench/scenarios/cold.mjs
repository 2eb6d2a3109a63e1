import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { nowMs } from '../harness/clock.mjs';
import { median, medianOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table, times } from '../harness/table.mjs';

export const title =
  'Cold start: from starting a process to its first event at the sink, and to its end';

const FOLDER = new URL('../cold/', import.meta.url);
const TIMEOUT_MS = 20_000;

/** The program that each starts, and the module in it whose loading is timed on its own. */
const SUBJECTS = {
  empty: { program: 'empty.cjs' },
  limit: { program: 'limit.cjs' },
  waybill: { program: 'waybill.cjs', module: built('index.cjs') },
  'waybill, ESM': { program: 'waybill.mjs', module: built('index.mjs') },
  segment: { program: 'segment.cjs', module: '@segment/analytics-node' },
  rudderstack: { program: 'rudderstack.cjs', module: '@rudderstack/rudder-sdk-node' },
  posthog: { program: 'posthog.cjs', module: 'posthog-node' },
};
const PEERS = ['segment', 'rudderstack', 'posthog'];

export function run(bench) {
  return runRounds({
    subjects: Object.keys(SUBJECTS),
    rounds: bench.isQuick ? 15 : 31,
    budget: bench.isQuick ? 13 : 180,
    progress: bench.progress,
    measure: async (subject) => {
      const { program, module } = SUBJECTS[subject];
      const result = await startToFirst(bench.sink, program);
      if (module === undefined) return result;
      const isEsm = module.endsWith('.mjs');
      return {
        ...result,
        importMs: await loadMs('import', module),
        requireMs: isEsm ? undefined : await loadMs('require', module),
      };
    },
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'firstMs'), 1),
    number(overEmpty(rounds, subject), 1),
    times(ofFastestPeer(rounds, subject, 'firstMs')),
    number(medianOf(rounds, subject, 'exitMs'), 1),
    times(ofFastestPeer(rounds, subject, 'exitMs')),
    number(medianOf(rounds, subject, 'importMs'), 1),
    number(medianOf(rounds, subject, 'requireMs'), 1),
  ]);
  const header = [
    '',
    'ms to first event',
    'over empty',
    'of fastest peer',
    'ms to exit',
    'of fastest peer',
    'import ms',
    'require ms',
  ];
  return table(header, rows);
}

export function charts({ subjects, rounds }) {
  const bars = (field) => subjects.map((name) => ({ name, value: medianOf(rounds, name, field) }));
  return [
    {
      title: 'First event at the sink (less is better)',
      unit: 'ms',
      decimals: 1,
      bars: bars('firstMs'),
    },
    { title: 'End of the process (less is better)', unit: 'ms', decimals: 1, bars: bars('exitMs') },
    {
      title: 'Loading by import (less is better)',
      unit: 'ms',
      decimals: 1,
      bars: bars('importMs'),
    },
  ];
}

export function targets({ rounds }) {
  const first = overEmpty(rounds, 'waybill');
  const load = medianOf(rounds, 'waybill, ESM', 'importMs');
  const beside = (field) => ofFastestPeer(rounds, 'waybill', field);
  return [
    { name: 'first event, of the fastest peer', atMost: 1, value: beside('firstMs'), unit: '×' },
    {
      name: 'end of the process, of the fastest peer',
      atMost: 1,
      value: beside('exitMs'),
      unit: '×',
    },
    { name: 'first event, over an empty process', atMost: 20, value: first, unit: 'ms' },
    { name: 'import of the ESM build', atMost: 40, value: load, unit: 'ms' },
  ];
}

/** An empty process sends nothing: what it takes is the time until it has ended. */
function overEmpty(rounds, subject) {
  return medianOf(rounds, subject, 'firstMs') - medianOf(rounds, 'empty', 'exitMs');
}

/** The median, over the rounds, of a subject's figure divided by that of the peer who was fastest in the same round. */
function ofFastestPeer(rounds, subject, field) {
  const ratios = rounds.map((round) => {
    const ofPeers = PEERS.map((peer) => round[peer]?.[field]).filter(Number.isFinite);
    return round[subject]?.[field] / Math.min(...ofPeers);
  });
  return median(ratios.filter(Number.isFinite));
}

async function startToFirst(sink, program) {
  await sink.ask('reset');
  const startMs = nowMs();
  const { exitedMs } = await runProgram([
    fileURLToPath(new URL(program, FOLDER)),
    sink.urls.prompt,
  ]);
  const firstMs = await sink.ask('first');
  return { firstMs: firstMs - startMs, exitMs: exitedMs - startMs };
}

async function loadMs(way, module) {
  const program = fileURLToPath(new URL('load-time.mjs', FOLDER));
  const { output } = await runProgram([program, way, module]);
  return Number(output);
}

async function runProgram(args) {
  const stdio = ['ignore', 'pipe', 'inherit'];
  const child = spawn(process.execPath, args, { stdio, timeout: TIMEOUT_MS });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let exitedMs;
  child.on('exit', () => {
    exitedMs = nowMs();
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}.`);
  return { output, exitedMs };
}

function built(file) {
  return fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
}
