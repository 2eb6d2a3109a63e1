import { callMaker } from '../harness/calls.mjs';
import { median, medianOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table } from '../harness/table.mjs';
import { createSubject, UNBOUNDED } from '../subjects/create.mjs';
import { OBSERVERS } from '../subjects/observers.mjs';

export const title = 'What observing a client adds to a message of 600 B, in bursts of 1,000 calls';

const BURST = 1_000;
const BYTES = 600;
const WARM_UP_BURSTS = 60;
const LEAST_BURSTS = 20;
const NOBODY = 'nobody';

export function run(bench) {
  return runRounds({
    subjects: [NOBODY, ...Object.keys(OBSERVERS)],
    rounds: bench.isQuick ? 5 : 9,
    budget: bench.isQuick ? 40 : 240,
    progress: bench.progress,
    measure: (observer) => {
      const parameters = { observer, budgetMs: bench.isQuick ? 800 : 4_000 };
      return bench.measure({ scenario: 'observe', subject: 'waybill', parameters });
    },
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'callNs')),
    number(medianOf(rounds, subject, 'cpuNs')),
    subject === NOBODY ? '' : number(addedBy(rounds, subject)),
  ]);
  return table(['observed by', 'ns a call', 'CPU ns a message', 'CPU ns added'], rows);
}

export function targets({ rounds }) {
  return Object.keys(OBSERVERS).map((name) => ({
    name: `what ${name} adds to a message, from its call to its end`,
    atMost: 500,
    value: addedBy(rounds, name),
    unit: 'ns',
  }));
}

/** The median of the differences within each round. */
function addedBy(rounds, subject) {
  const added = rounds.map((round) => round[subject]?.cpuNs - round[NOBODY]?.cpuNs);
  return median(added.filter(Number.isFinite));
}

/**
 * Each observer has a process of its own: channels are those of the process, and Node.js compiles anew what tells them when a
 * first subscriber comes. All that the process spends counts, from the calls of a burst until the last of it is delivered.
 */
export async function measure({ urls, parameters: { observer, budgetMs } }) {
  const makeCall = callMaker(BYTES);
  const client = await createSubject('waybill', { url: urls.prompt, backlog: UNBOUNDED });
  const observe = await OBSERVERS[observer]?.();
  observe?.(client.client);
  let sent = 0;
  const burst = async () => {
    const calls = Array.from({ length: BURST }, (_, index) => makeCall(sent + index));
    const cpu = process.cpuUsage();
    const startedNs = process.hrtime.bigint();
    for (const call of calls) client.track(call);
    const callNs = Number(process.hrtime.bigint() - startedNs) / BURST;
    sent += BURST;
    await client.settled();
    const { user, system } = process.cpuUsage(cpu);
    return { callNs, cpuNs: ((user + system) * 1_000) / BURST };
  };
  for (let index = 0; index < WARM_UP_BURSTS; index += 1) await burst();
  const bursts = [];
  const endMs = performance.now() + budgetMs;
  while (bursts.length < LEAST_BURSTS || performance.now() < endMs) bursts.push(await burst());
  await client.close();
  return {
    callNs: median(bursts.map((one) => one.callNs)),
    cpuNs: median(bursts.map((one) => one.cpuNs)),
    bursts: bursts.length,
    sent,
  };
}
