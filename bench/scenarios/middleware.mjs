import { median, medianOf, quantile, ratioOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table, times } from '../harness/table.mjs';

export const title = 'What the middleware adds to a request, without a connection';

const FRAMEWORKS = ['node:http', 'express', 'fastify', 'nest, express', 'nest, fastify', 'hono'];
/** What the app has: nothing, the middleware without `current()`, and the middleware as it is. */
const VARIANTS = {
  alone: {},
  'not ambient': { options: { ambient: false } },
  middleware: { options: {} },
  'alone, a call': { isCalling: true },
  'middleware, a call': { options: {}, isCalling: true },
};
const BURST = 500;
const WARM_UP_BURSTS = 12;
const LEAST_BURSTS = 5;
/** What other work on the machine adds to a burst is no cost of a middleware: the fastest tenth has least of it. */
const FASTEST = 0.1;

export function run(bench) {
  return runRounds({
    subjects: FRAMEWORKS.flatMap((name) => Object.keys(VARIANTS).map((it) => subjectOf(name, it))),
    rounds: bench.isQuick ? 3 : 9,
    budget: bench.isQuick ? 38 : 360,
    progress: bench.progress,
    measure: (subject) => {
      const parameters = { budgetMs: bench.isQuick ? 200 : 1_000 };
      return bench.measure({ scenario: 'middleware', subject, parameters });
    },
  });
}

export function print({ rounds }) {
  const rows = FRAMEWORKS.map((name) => {
    const [alone, bare, full] = ['alone', 'not ambient', 'middleware'].map((it) =>
      subjectOf(name, it),
    );
    return [
      name,
      number(medianOf(rounds, alone, 'requestUs'), 1),
      number(addedUs(rounds, name, 'not ambient', 'alone'), 1),
      times(ratioOf(rounds, bare, alone, 'requestUs')),
      number(addedUs(rounds, name, 'middleware', 'alone'), 1),
      times(ratioOf(rounds, full, alone, 'requestUs')),
      number(medianOf(rounds, subjectOf(name, 'alone, a call'), 'requestUs'), 1),
      number(addedUs(rounds, name, 'middleware, a call', 'alone, a call'), 1),
    ];
  });
  const header = [
    '',
    'µs a request',
    'added, not ambient',
    'of the app',
    'added',
    'of the app',
    'µs with a call',
    'added',
  ];
  return table(header, rows);
}

export function charts({ rounds }) {
  const bars = FRAMEWORKS.map((name) => ({
    name,
    value: addedUs(rounds, name, 'middleware', 'alone'),
  }));
  return [{ title: 'Added to a request (less is better)', unit: 'µs', decimals: 1, bars }];
}

export function targets({ rounds }) {
  return FRAMEWORKS.map((name) => ({
    name: `middleware, added to a request, ${name}`,
    atMost: 5,
    value: addedUs(rounds, name, 'middleware', 'alone'),
    unit: 'µs',
  }));
}

export async function measure({ subject, parameters }) {
  const [framework, variant] = partsOf(subject);
  const { options, isCalling = false } = VARIANTS[variant];
  // Loaded here: the parent prints tables, and needs no framework.
  const { Analytics } = await import('../../dist/index.mjs');
  const { APPS } = await import('../subjects/apps.mjs');
  const client = new Analytics({ writeKey: 'bench', transport: { send: accepted } });
  const request = await APPS[framework]({ client, options, seen: seenBy(client, isCalling) });
  if ((await request()) !== 200) throw new Error(`${subject} does not answer.`);
  const costs = [];
  for (let index = 0; index < WARM_UP_BURSTS; index += 1) await burst(request, client);
  const endMs = performance.now() + parameters.budgetMs;
  while (costs.length < LEAST_BURSTS || performance.now() < endMs) {
    costs.push(await burst(request, client));
  }
  await client.close();
  return { requestUs: quantile(costs, FASTEST), bursts: costs.length };
}

/** The route's own work, with a few awaits as any has, and in some a call: with the scope, or with the same by hand. */
function seenBy(client, isCalling) {
  return async (scope) => {
    for (let index = 0; index < 5; index += 1) await undefined;
    if (!isCalling) return;
    if (scope === undefined)
      client.track({ userId: 'user-1', event: 'Product Viewed', context: contextByHand() });
    else scope.track({ event: 'Product Viewed' });
  };
}

function contextByHand() {
  return {
    ip: '203.0.113.7',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
    locale: 'de-DE',
    page: {
      path: '/products/42',
      url: 'https://shop.example/products/42?campaign=spring',
      referrer: 'https://shop.example/start',
      search: '?campaign=spring',
    },
  };
}

async function burst(request, client) {
  const startedNs = process.hrtime.bigint();
  for (let index = 0; index < BURST; index += 1) await request();
  const us = Number(process.hrtime.bigint() - startedNs) / 1_000 / BURST;
  // What was called is sent between the bursts.
  await client.flush();
  await new Promise((resolve) => setImmediate(resolve));
  return us;
}

async function accepted() {
  return { status: 200, headers: {} };
}

/** The median, over the rounds, of what one variant takes beyond another in the same round. */
function addedUs(rounds, name, variant, base) {
  const added = rounds.map(
    (round) => round[subjectOf(name, variant)]?.requestUs - round[subjectOf(name, base)]?.requestUs,
  );
  return median(added.filter(Number.isFinite));
}

function subjectOf(framework, variant) {
  return `${framework} | ${variant}`;
}

function partsOf(subject) {
  return subject.split(' | ');
}
