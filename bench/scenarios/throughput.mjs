import { arrivalText } from '../harness/bench.mjs';
import { callMaker } from '../harness/calls.mjs';
import { median, medianOf, ratioOf } from '../harness/figures.mjs';
import { CHUNK, produce } from '../harness/produce.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table, times } from '../harness/table.mjs';
import { createSubject } from '../subjects/create.mjs';

export const title = 'End-to-end throughput, messages of 600 B, flushAt 100, no compression';

/** Slow subjects get fewer events, so that each round takes them about as long. */
const EVENTS = {
  limit: 120_000,
  waybill: 120_000,
  segment: 15_000,
  posthog: 20_000,
  rudderstack: 3_000,
};
/** A producer that makes fewer calls in a turn leaves less to gather: a request for each 100 messages. */
const SLOWER = ', 100 calls a turn';
/** And with a plugin that every message has to wait for. */
const PLUGIN = ', asynchronous plugin';
const SUBJECTS = [
  ...Object.keys(EVENTS),
  `limit${SLOWER}`,
  `waybill${SLOWER}`,
  `waybill${PLUGIN}`,
  `segment${PLUGIN}`,
];
/** Each call of RudderStack's client writes the whole queue as JSON: more in a turn would slow it down further. */
const CHUNKS = { rudderstack: 100 };
const WARM_UP_SHARE = 0.2;

export function run(bench) {
  return runRounds({
    subjects: SUBJECTS,
    rounds: bench.isQuick ? 5 : 9,
    budget: bench.isQuick ? 22 : 240,
    progress: bench.progress,
    measure: (name) => {
      const subject = name.replace(SLOWER, '').replace(PLUGIN, '');
      const chunk = name.endsWith(SLOWER) ? 100 : (CHUNKS[subject] ?? CHUNK);
      const plugin = name.endsWith(PLUGIN) ? 'asynchronous' : undefined;
      const events = EVENTS[subject] * (bench.isQuick ? 0.4 : 1);
      const parameters = { events, chunk, plugin, warmUp: events * WARM_UP_SHARE };
      const task = { scenario: 'throughput', subject, parameters };
      return bench.measure(task, () => bench.sink.ask('cpu'));
    },
  });
}

export function print({ subjects, rounds }) {
  const rows = subjects.map((subject) => [
    subject,
    number(medianOf(rounds, subject, 'eventsPerSecond')),
    times(ratioOf(rounds, subject, 'limit', 'eventsPerSecond')),
    number(medianOf(rounds, subject, 'cpuUs'), 1),
    times(ratioOf(rounds, subject, 'limit', 'cpuUs')),
    number(messagesPerRequest(rounds, subject)),
    `${number(medianOf(rounds, subject, 'sinkLoad') * 100)}%`,
    arrivalText(rounds, subject),
  ]);
  const header = [
    '',
    'events/s',
    'of the limit',
    'CPU µs/event',
    'of the limit',
    'messages/request',
    'sink busy',
    'arrived once',
  ];
  return table(header, rows);
}

export function charts({ rounds }) {
  const bars = (field) =>
    Object.keys(EVENTS).map((name) => ({ name, value: medianOf(rounds, name, field) }));
  return [
    { title: 'Events a second, end to end (more is better)', bars: bars('eventsPerSecond') },
    {
      title: 'CPU for a delivered event (less is better)',
      unit: 'µs',
      decimals: 1,
      bars: bars('cpuUs'),
    },
  ];
}

export function targets({ rounds }) {
  const speed = (base) => ratioOf(rounds, 'waybill', base, 'eventsPerSecond');
  const cpu = ratioOf(rounds, 'waybill', 'limit', 'cpuUs');
  const plugged = ratioOf(rounds, `waybill${PLUGIN}`, `segment${PLUGIN}`, 'eventsPerSecond');
  return [
    { name: 'events/s, of the limit', atLeast: 0.9, value: speed('limit'), unit: '×' },
    { name: "events/s, of Segment's client", atLeast: 6, value: speed('segment'), unit: '×' },
    {
      name: "events/s with an asynchronous plugin, of Segment's client with it",
      atLeast: 3,
      value: plugged,
      unit: '×',
    },
    { name: 'CPU per delivered event, of the limit', atMost: 1.1, value: cpu, unit: '×' },
  ];
}

function messagesPerRequest(rounds, subject) {
  const arrived = rounds.map((round) => round[subject]?.arrived).filter(Boolean);
  return median(arrived.map(({ messages, requests }) => messages / requests));
}

export async function measure({ subject, urls, parameters, ask }) {
  const { events, warmUp, chunk, plugin, spool } = parameters;
  const client = await createSubject(subject, { url: urls.prompt, plugin, spool });
  const makeCall = callMaker(600);
  await produce(client, makeCall, { count: warmUp, chunk });
  await client.settled();
  const sinkStart = await ask('before');
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  await produce(client, makeCall, { from: warmUp, count: events, chunk });
  await client.settled();
  const ms = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  const sinkUs = (await ask('after')) - sinkStart;
  await client.close();
  return {
    eventsPerSecond: events / (ms / 1_000),
    cpuUs: (user + system) / events,
    sinkLoad: sinkUs / (ms * 1_000),
    sent: warmUp + events,
  };
}
