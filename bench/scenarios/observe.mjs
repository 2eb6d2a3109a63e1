import { callMaker } from '../harness/calls.mjs';
import { medianOf, quantile } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table } from '../harness/table.mjs';
import { createSubject, UNBOUNDED } from '../subjects/create.mjs';
import { NOBODY, OBSERVERS } from '../subjects/observers.mjs';

export const title = 'What observing a client adds to a message of 600 B, in bursts of 1,000 calls';

const BURST = 1_000;
const BYTES = 600;
const WARM_UP_TURNS = 2;
/** So many bursts observed and as many not, again and again. */
const BURSTS_A_TURN = 40;
/** Node.js compiles anew what tells of messages when a subscriber comes or goes: the first bursts after it don't count. */
const BURSTS_TO_SETTLE = 20;
const LEAST_TURNS = 6;
/** No more than what two measurements of the same differ by. */
const NOISE_NS = 100;

export function run(bench) {
  return runRounds({
    subjects: Object.keys(OBSERVERS),
    rounds: bench.isQuick ? 3 : 7,
    budget: bench.isQuick ? 60 : 240,
    progress: bench.progress,
    measure: (observer) => {
      const parameters = { observer, budgetMs: bench.isQuick ? 8_000 : 15_000 };
      return bench.measure({ scenario: 'observe', subject: 'waybill', parameters });
    },
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'callNs')),
    number(medianOf(rounds, subject, 'callAddedNs')),
    number(medianOf(rounds, subject, 'cpuNs')),
    number(medianOf(rounds, subject, 'cpuAddedNs')),
  ]);
  return table(['observed by', 'ns a call', 'added', 'CPU ns a message', 'added'], rows);
}

export function charts({ subjects, rounds }) {
  const bars = subjects.map((name) => ({ name, value: medianOf(rounds, name, 'cpuAddedNs') }));
  return [{ title: 'CPU added to a message (less is better)', unit: 'ns', bars }];
}

export function targets({ rounds }) {
  const observers = Object.keys(OBSERVERS).filter((name) => name !== NOBODY);
  return [
    {
      name: 'what channels add to a call without subscribers',
      atMost: NOISE_NS,
      value: medianOf(rounds, NOBODY, 'callAddedNs'),
      unit: 'ns',
    },
    ...observers.map((name) => ({
      name: `what ${name} adds to a message, from its call to its end`,
      atMost: 500,
      value: medianOf(rounds, name, 'cpuAddedNs'),
      unit: 'ns',
    })),
  ];
}

/**
 * Each observer has a process of its own, since channels are those of the process; and in it one client is observed and not, in
 * turn: whatever else the machine does meets both. All that the process spends counts, from the calls of a burst until the last
 * of it is delivered. A quarter of the turns took less than what is given here: other work on the machine only ever adds.
 */
export async function measure({ urls, parameters: { observer, budgetMs } }) {
  const makeCall = callMaker(BYTES);
  const options = { url: urls.prompt, flushAt: 100, backlog: UNBOUNDED };
  const observed = await createSubject('waybill', options);
  const { observe, within = (make) => make(), createOther } = await OBSERVERS[observer]();
  const alone = createOther?.(options) ?? observed;
  let sent = 0;
  const burst = async (client) => {
    const calls = Array.from({ length: BURST }, (_, index) => makeCall(sent + index));
    const cpu = process.cpuUsage();
    const startedNs = process.hrtime.bigint();
    within(() => {
      for (const call of calls) client.track(call);
    });
    const callNs = Number(process.hrtime.bigint() - startedNs) / BURST;
    sent += BURST;
    await client.settled();
    const { user, system } = process.cpuUsage(cpu);
    return { callNs, cpuNs: ((user + system) * 1_000) / BURST };
  };
  const turn = async (isObserved) => {
    const end = isObserved ? observe(observed.client) : undefined;
    const made = [];
    while (made.length < BURSTS_A_TURN) made.push(await burst(isObserved ? observed : alone));
    end?.();
    const counted = made.slice(BURSTS_TO_SETTLE);
    // All of them, since more garbage means more collections.
    const mean = (figure) => counted.reduce((sum, one) => sum + one[figure], 0) / counted.length;
    return { callNs: mean('callNs'), cpuNs: mean('cpuNs') };
  };
  const turns = { observed: [], alone: [] };
  const both = async (into) => {
    into.observed.push(await turn(true));
    into.alone.push(await turn(false));
  };
  for (let index = 0; index < WARM_UP_TURNS; index += 1) await both({ observed: [], alone: [] });
  const endMs = performance.now() + budgetMs;
  while (turns.alone.length < LEAST_TURNS || performance.now() < endMs) await both(turns);
  await observed.close();
  await alone.close();
  const low = (kind, figure) =>
    quantile(
      turns[kind].map((one) => one[figure]),
      0.25,
    );
  const callNs = low('observed', 'callNs');
  const cpuNs = low('observed', 'cpuNs');
  return {
    callNs,
    cpuNs,
    callAddedNs: callNs - low('alone', 'callNs'),
    cpuAddedNs: cpuNs - low('alone', 'cpuNs'),
    bursts: turns.alone.length * (BURSTS_A_TURN - BURSTS_TO_SETTLE) * 2,
    sent,
  };
}
