import { callMaker } from '../harness/calls.mjs';
import { median, medianOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table } from '../harness/table.mjs';
import { createSubject, UNBOUNDED } from '../subjects/create.mjs';
import { NOBODY, OBSERVERS, withoutChannels } from '../subjects/observers.mjs';

export const title = 'What observing a client adds to a message of 600 B, in bursts of 1,000 calls';

const BURST = 1_000;
const BYTES = 600;
const WARM_UP_BURSTS = 60;
const BURSTS_A_BLOCK = 10;
const LEAST_BLOCKS = 5;
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
 * Each observer has a process of its own, since channels are those of the process. In it a client that is observed and one whose
 * channels can have no subscribers, of a second copy of the code, make bursts in turn: whatever else the machine does meets both, and
 * nothing is compiled anew on the way. All that the process spends counts, from the calls of a burst until the last of it is
 * delivered. What is added is the median of the differences between blocks of bursts.
 */
export async function measure({ urls, parameters: { observer, budgetMs } }) {
  const makeCall = callMaker(BYTES);
  const options = { url: urls.prompt, flushAt: 100, backlog: UNBOUNDED };
  const { observe, within = (make) => make() } = await OBSERVERS[observer]();
  const createOther = await withoutChannels();
  const clients = [createOther(options), await createSubject('waybill', options)];
  observe(clients[1].client);
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
  const block = async (bursts) => {
    const made = [[], []];
    for (let index = 0; index < bursts; index += 1) {
      // Each is the first as often.
      const order = index % 2 === 0 ? [0, 1] : [1, 0];
      for (const which of order) made[which].push(await burst(clients[which]));
    }
    // All bursts count, since more garbage means more collections.
    const mean = (which, figure) =>
      made[which].reduce((sum, one) => sum + one[figure], 0) / made[which].length;
    return {
      callNs: mean(1, 'callNs'),
      cpuNs: mean(1, 'cpuNs'),
      callAddedNs: mean(1, 'callNs') - mean(0, 'callNs'),
      cpuAddedNs: mean(1, 'cpuNs') - mean(0, 'cpuNs'),
    };
  };
  await block(WARM_UP_BURSTS);
  const blocks = [];
  const endMs = performance.now() + budgetMs;
  while (blocks.length < LEAST_BLOCKS || performance.now() < endMs) {
    blocks.push(await block(BURSTS_A_BLOCK));
  }
  for (const client of clients) await client.close();
  const middle = (figure) => median(blocks.map((one) => one[figure]));
  return {
    callNs: middle('callNs'),
    cpuNs: middle('cpuNs'),
    callAddedNs: middle('callAddedNs'),
    cpuAddedNs: middle('cpuAddedNs'),
    bursts: blocks.length * BURSTS_A_BLOCK * 2,
    sent,
  };
}
