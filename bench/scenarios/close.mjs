import { callMaker } from '../harness/calls.mjs';
import { nowMs } from '../harness/clock.mjs';
import { medianOf, worstOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table } from '../harness/table.mjs';
import { createSubject, UNBOUNDED } from '../subjects/create.mjs';

export const title = 'Close with 1,000 messages waiting, at a sink that answers after 50 ms';

const MESSAGES = 1_000;
const SUBJECTS = ['limit', 'waybill', 'segment', 'rudderstack', 'posthog'];

export async function run(bench) {
  return runRounds({
    // RudderStack's calls alone take seconds: each writes the whole queue as JSON.
    subjects: bench.isQuick ? SUBJECTS.filter((name) => name !== 'rudderstack') : SUBJECTS,
    rounds: bench.isQuick ? 3 : 7,
    budget: bench.isQuick ? 9 : 120,
    progress: bench.progress,
    measure: async (subject) => {
      const run = await bench.measure({ scenario: 'close', subject, parameters: {} });
      return {
        closeMs: run.closedMs - run.startedMs,
        exitMs: run.exitedMs - run.startedMs,
        lostAtClose: run.sent - run.arrived.before,
        lostAtExit: run.lost,
      };
    },
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'closeMs')),
    number(medianOf(rounds, subject, 'exitMs')),
    number(worstOf(rounds, subject, 'lostAtClose')),
    number(worstOf(rounds, subject, 'lostAtExit')),
  ]);
  const header = ['', 'ms until closed', 'ms until exit', 'missing when closed', 'missing at exit'];
  return table(header, rows);
}

export function charts({ subjects, rounds }) {
  const bars = subjects.map((name) => ({ name, value: medianOf(rounds, name, 'closeMs') }));
  return [{ title: 'Until closed (less is better)', unit: 'ms', bars }];
}

export function targets({ rounds }) {
  const lost = worstOf(rounds, 'waybill', 'lostAtClose');
  return [{ name: 'events missing when closed', atMost: 0, value: lost, unit: '' }];
}

export async function measure({ subject, urls }) {
  const client = await createSubject(subject, { url: urls.slow, backlog: UNBOUNDED });
  const makeCall = callMaker(600);
  for (let index = 0; index < MESSAGES; index += 1) client.track(makeCall(index));
  const startedMs = nowMs();
  await client.close();
  const closedMs = nowMs();
  // The process is left to end by itself: what it still holds open is part of the result.
  return { startedMs, closedMs, sent: MESSAGES, exitsByItself: true };
}
