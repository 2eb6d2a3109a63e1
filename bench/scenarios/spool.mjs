import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrivalText } from '../harness/bench.mjs';
import { medianOf, ratioOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table, times } from '../harness/table.mjs';
import * as throughput from './throughput.mjs';

export const title =
  'End-to-end throughput with every message on the disk, messages of 600 B, flushAt 100';

const PLAIN = 'waybill';
const JOURNALS = {
  'journal, fsync each 100 ms': { fsync: 'interval' },
  'journal, fsync with its file': { fsync: 'close' },
  'journal, fsync always': { fsync: 'always' },
};
const INTERVAL = 'journal, fsync each 100 ms';
const EVENTS = 120_000;
const WARM_UP_SHARE = 0.2;

export function run(bench) {
  return runRounds({
    subjects: [PLAIN, ...Object.keys(JOURNALS)],
    rounds: bench.isQuick ? 5 : 9,
    budget: bench.isQuick ? 15 : 120,
    progress: bench.progress,
    measure: (name) => {
      const events = EVENTS * (bench.isQuick ? 0.4 : 1);
      const spool = JOURNALS[name];
      const parameters = { events, spool, warmUp: events * WARM_UP_SHARE };
      const task = { scenario: 'spool', subject: 'waybill', parameters };
      return bench.measure(task, () => bench.sink.ask('cpu'));
    },
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'eventsPerSecond')),
    times(ratioOf(rounds, subject, PLAIN, 'eventsPerSecond')),
    number(medianOf(rounds, subject, 'cpuUs'), 1),
    arrivalText(rounds, subject),
  ]);
  return table(['', 'events/s', 'of it without', 'CPU µs/event', 'arrived once'], rows);
}

export function charts({ subjects, rounds }) {
  const bars = subjects.map((name) => ({ name, value: medianOf(rounds, name, 'eventsPerSecond') }));
  return [{ title: 'Events a second, with a journal (more is better)', bars }];
}

export function targets({ rounds }) {
  const value = ratioOf(rounds, INTERVAL, PLAIN, 'eventsPerSecond');
  return [{ name: `events/s, ${INTERVAL}, of it without`, atLeast: 0.6, value, unit: '×' }];
}

export async function measure({ parameters: { spool, ...parameters }, ...task }) {
  if (spool === undefined) return throughput.measure({ ...task, parameters });
  const home = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  try {
    const journal = { ...spool, folder: join(home, 'spool'), mode: 'journal' };
    return await throughput.measure({ ...task, parameters: { ...parameters, spool: journal } });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
