import { arrivalText } from '../harness/bench.mjs';
import { callMaker } from '../harness/calls.mjs';
import { median, medianOf, ratioOf, trimmedMean } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table, times } from '../harness/table.mjs';
import { createSubject, UNBOUNDED } from '../subjects/create.mjs';

export const title = 'Cost of a call, in bursts of 1,000 calls';

const BURST = 1_000;
const WARM_UP_BURSTS = 5;
const LEAST_BURSTS = 3;
const MOST_BURSTS = 60;
const WAITING = 100_000;
/** Waybill again, with this many messages waiting at a sink that never answers. */
const WITH_WAITING = 'waybill, 100,000 waiting';
/** And with a plugin that writes one field, beside a client without it in the same process, in turn. */
const WITH_PLUGIN = 'waybill, one plugin';
/** And held to a tracking plan, which has the event or doesn't: beside a client without one. */
const PLANNED = 'waybill, planned';
const UNPLANNED = 'waybill, not planned';

export async function run(bench) {
  const result = {};
  for (const bytes of [600, 2000]) {
    const subjects = ['floor', 'waybill', 'segment', 'posthog'];
    // A burst takes RudderStack seconds, since each of its calls writes the whole queue as JSON.
    if (!bench.isQuick && bytes === 600) subjects.push('rudderstack');
    if (bytes === 600) subjects.splice(2, 0, WITH_WAITING, WITH_PLUGIN, PLANNED, UNPLANNED);
    result[bytes] = await runRounds({
      subjects,
      rounds: bench.isQuick ? 3 : 7,
      budget: bench.isQuick ? 12 : 180,
      progress: (text) => bench.progress(`${bytes} B, ${text}`),
      measure: (name) => {
        const waiting = name === WITH_WAITING ? WAITING : 0;
        const subject = name.startsWith('waybill') ? 'waybill' : name;
        const plugin = name === WITH_PLUGIN ? 'synchronous' : undefined;
        const plan = { [PLANNED]: 'Order Completed', [UNPLANNED]: 'Another Event' }[name];
        const parameters = { bytes, waiting, plugin, plan, budgetMs: bench.isQuick ? 500 : 2_000 };
        return bench.measure({ scenario: 'call', subject, parameters });
      },
    });
  }
  return result;
}

export function print(result) {
  return Object.entries(result)
    .map(([bytes, { subjects, rounds }]) => {
      const rows = subjects.map((subject) => [
        subject,
        number(medianOf(rounds, subject, 'callNs')),
        times(ratioOf(rounds, subject, 'floor', 'callNs')),
        number(medianOf(rounds, subject, 'laterNs')),
        arrivalText(rounds, subject),
      ]);
      const header = [
        `calls of ${bytes} B`,
        'ns a call',
        'of the floor',
        'CPU ns later',
        'arrived once',
      ];
      return table(header, rows);
    })
    .join('\n\n');
}

export function charts(result) {
  return Object.entries(result).map(([bytes, { subjects, rounds }]) => ({
    title: `A call of ${bytes} B (less is better)`,
    unit: 'ns',
    bars: subjects
      .filter((name) => !name.includes(','))
      .map((name) => ({ name, value: medianOf(rounds, name, 'callNs') })),
  }));
}

export function targets(result) {
  const { rounds } = result[600];
  const cost = ratioOf(rounds, 'waybill', 'floor', 'callNs');
  const waiting = ratioOf(rounds, WITH_WAITING, 'waybill', 'callNs');
  const plugin = medianOf(rounds, WITH_PLUGIN, 'ofPlain');
  const planned = medianOf(rounds, PLANNED, 'addedNs');
  const unplanned = medianOf(rounds, UNPLANNED, 'addedNs');
  return [
    { name: 'cost of a call, 600 B, of the floor', atMost: 1.3, value: cost, unit: '×' },
    {
      name: 'the same with 100,000 waiting, of that with none',
      atMost: 1,
      value: waiting,
      unit: '×',
    },
    {
      name: 'the same with one synchronous plugin, of that with none',
      atMost: 1.25,
      value: plugin,
      unit: '×',
    },
    {
      name: 'what a tracking plan adds to a call of a planned event',
      atMost: 3_000,
      value: planned,
      unit: 'ns',
    },
    {
      name: 'the same for an event that is not planned',
      atMost: planned,
      value: unplanned,
      unit: 'ns',
    },
  ];
}

export async function measure(task) {
  const { plugin, plan } = task.parameters;
  const isBeside = plugin !== undefined || plan !== undefined;
  return isBeside ? measureBeside(task) : measureAlone(task);
}

/**
 * Bursts of two clients in turn, with and without a plugin or a plan: whatever else the machine does meets both. All bursts count, since
 * more garbage means more collections, but for the slowest tenth of each.
 */
async function measureBeside({ subject, urls, parameters: { bytes, plugin, plan, budgetMs } }) {
  const makeCall = callMaker(bytes);
  const make = (more) => createSubject(subject, { url: urls.prompt, backlog: UNBOUNDED, ...more });
  const runs = [
    { client: await make({}), costs: [] },
    { client: await make({ plugin, plan }), costs: [] },
  ];
  let sent = 0;
  const turn = async () => {
    for (const { client, costs } of runs) {
      const calls = Array.from({ length: BURST }, (_, index) => makeCall(sent + index));
      const startedNs = process.hrtime.bigint();
      for (const call of calls) client.track(call);
      costs.push(Number(process.hrtime.bigint() - startedNs) / BURST);
      sent += BURST;
      await client.settled();
    }
  };
  for (let index = 0; index < WARM_UP_BURSTS; index += 1) await turn();
  for (const run of runs) run.costs = [];
  const endMs = performance.now() + budgetMs;
  while (runs[0].costs.length < LEAST_BURSTS || performance.now() < endMs) await turn();
  for (const { client } of runs) await client.close();
  const [plain, more] = runs.map(({ costs }) => trimmedMean(costs, 0.1));
  const bursts = runs[0].costs.length;
  return { callNs: more, ofPlain: more / plain, addedNs: more - plain, bursts, sent };
}

async function measureAlone({ subject, urls, parameters }) {
  const { bytes, waiting, budgetMs } = parameters;
  const url = waiting > 0 ? urls.silent : urls.prompt;
  const client = await createSubject(subject, { url, backlog: UNBOUNDED });
  const makeCall = callMaker(bytes);
  let sent = 0;
  let cpuUs = 0;
  const burst = async () => {
    const calls = Array.from({ length: BURST }, (_, index) => makeCall(sent + index));
    const cpu = process.cpuUsage();
    const startedNs = process.hrtime.bigint();
    for (const call of calls) client.track(call);
    const ns = Number(process.hrtime.bigint() - startedNs);
    sent += BURST;
    if (waiting > 0) await nextTurn();
    else await client.settled();
    const { user, system } = process.cpuUsage(cpu);
    cpuUs += user + system;
    return ns / BURST;
  };
  while (sent < waiting) await burst();
  for (
    let index = 0;
    index < WARM_UP_BURSTS && sent < waiting + WARM_UP_BURSTS * BURST;
    index += 1
  ) {
    await burst();
  }
  const costs = [];
  cpuUs = 0;
  const endMs = performance.now() + budgetMs;
  while (costs.length < MOST_BURSTS && (costs.length < LEAST_BURSTS || performance.now() < endMs)) {
    costs.push(await burst());
  }
  const cpuNs = (cpuUs * 1_000) / (costs.length * BURST);
  const callNs = median(costs);
  const isChecked = client.sends && waiting === 0;
  if (isChecked) await client.close();
  return {
    callNs,
    laterNs: isChecked ? cpuNs - callNs : undefined,
    bursts: costs.length,
    sent: isChecked ? sent : undefined,
  };
}

function nextTurn() {
  return new Promise((resolve) => setImmediate(resolve));
}
