import { callMaker } from '../harness/calls.mjs';
import { medianOf } from '../harness/figures.mjs';
import { produce } from '../harness/produce.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table } from '../harness/table.mjs';
import { createSubject, UNBOUNDED } from '../subjects/create.mjs';

export const title = 'Memory of messages of 600 B that wait while the sink is silent';

/** Some take so much memory, or so much time for each call, that fewer have to do. */
const WAITING = {
  limit: 100_000,
  waybill: 100_000,
  segment: 20_000,
  posthog: 100_000,
  rudderstack: 2_000,
};
const SUBJECTS = Object.keys(WAITING);
/** What a process that has run for a while has grown to by itself must not count as memory of messages. */
const WARM_UP = { segment: 10_000, posthog: 10_000, rudderstack: 1_000 };

export function run(bench) {
  return runRounds({
    subjects: bench.isQuick ? SUBJECTS.filter((name) => name !== 'rudderstack') : SUBJECTS,
    rounds: bench.isQuick ? 2 : 5,
    budget: bench.isQuick ? 14 : 150,
    progress: bench.progress,
    measure: (subject) => {
      const parameters = { waiting: WAITING[subject], warmUp: WARM_UP[subject] ?? 50_000 };
      return bench.measure({ scenario: 'memory', subject, parameters });
    },
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'waiting')),
    number(medianOf(rounds, subject, 'rssBytes')),
    number(medianOf(rounds, subject, 'heapBytes')),
  ]);
  return table(['', 'waiting', 'B of RSS a message', 'B of heap and buffers a message'], rows);
}

export function charts({ subjects, rounds }) {
  const bars = subjects.map((name) => ({ name, value: medianOf(rounds, name, 'rssBytes') }));
  return [{ title: 'RSS for a waiting message of 600 B (less is better)', unit: 'B', bars }];
}

export function targets({ rounds }) {
  const bytes = medianOf(rounds, 'waybill', 'rssBytes');
  return [{ name: 'memory per waiting message', atMost: 1_200, value: bytes, unit: 'B' }];
}

export async function measure({ subject, urls, parameters }) {
  const { waiting, warmUp } = parameters;
  const makeCall = callMaker(600);
  const first = await createSubject(subject, { url: urls.prompt });
  await produce(first, makeCall, { count: warmUp });
  await first.settled();
  await first.close();
  const client = await createSubject(subject, { url: urls.silent, backlog: UNBOUNDED });
  const before = await usedMemory();
  await produce(client, makeCall, { from: warmUp, count: waiting });
  const after = await usedMemory();
  return {
    waiting,
    rssBytes: (after.rss - before.rss) / waiting,
    heapBytes: (after.heap - before.heap) / waiting,
  };
}

async function usedMemory() {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
}
