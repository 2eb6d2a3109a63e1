import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { faultsOf, WORKER_STEPS } from './expected.mjs';
import { Service } from './service.mjs';

/** Must not be later than the workerd that miniflare brings. */
const COMPATIBILITY_DATE = '2026-04-24';
const CONDITIONS = ['workerd', 'worker', 'browser'];
const REQUESTS = 3;
/** For what is sent after an answer. */
const LONGEST_WAIT_MS = 10_000;

/** The version that a manifest has. */
export function versionIn({ manifest }) {
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/** Runs the scenario in a worker, and what only workers do. */
export async function runWorker({ flags }, { project, keys }) {
  const service = new Service(keys.publicKey);
  const url = await service.listen();
  const input = { url, privateKey: keys.privateKey, hasAmbient: flags.includes('nodejs_compat') };
  const failures = [];
  try {
    const bindings = { SCENARIO: JSON.stringify(input) };
    const worker = await startWorker(join(project, 'worker.mjs'), { flags, bindings });
    try {
      for (const check of CHECKS) failures.push(...(await check(worker, service)));
    } finally {
      await worker.dispose();
    }
    await runExample(join(project, 'example.ts'), { flags, service, url });
    failures.push(...faultsOf(service.accepted, WORKER_STEPS, 'cloudflare-worker'));
  } catch (error) {
    failures.push(`it ended badly: ${error.message}`);
  } finally {
    await service.close();
  }
  return { events: service.accepted.length, failures };
}

/** Asks examples/worker for two pages. What is to arrive of it stands with what is to arrive of the rest. */
async function runExample(file, { flags, service, url }) {
  const bindings = { WRITE_KEY: 'a-write-key', ENDPOINT: url };
  const worker = await startWorker(file, { flags, bindings });
  try {
    await Promise.all([
      worker.dispatchFetch('http://worker/pricing'),
      worker.dispatchFetch('http://worker/orders', {
        method: 'POST',
        headers: { 'x-user-id': 'user-1' },
        body: '{"total":30}',
      }),
    ]);
    await service.arrived('v1/batch', 2, AbortSignal.timeout(LONGEST_WAIT_MS));
  } finally {
    await worker.dispose();
  }
}

async function startWorker(file, { flags, bindings }) {
  const { Miniflare } = await import('miniflare');
  const worker = new Miniflare({
    modules: true,
    script: (await bundle(file, { conditions: CONDITIONS, own: /^cloudflare:/ })).code,
    compatibilityDate: COMPATIBILITY_DATE,
    compatibilityFlags: flags,
    bindings,
  });
  await worker.ready;
  return worker;
}

const CHECKS = [
  async (worker) => {
    const steps = await ask(worker, 'scenario');
    return steps.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));
  },
  async (worker, service) => {
    for (const route of ['wait-until', 'wait-for-close', 'hono', 'next']) {
      await Promise.all(numbers(1, REQUESTS).map((number) => ask(worker, route, number)));
      await service.arrived(route, REQUESTS, AbortSignal.timeout(LONGEST_WAIT_MS));
    }
    return [];
  },
  async (worker) => {
    // One after the other: docs/guide/workers.md says why not at once.
    const reports = [];
    for (const number of numbers(1, REQUESTS)) reports.push(await ask(worker, 'shared', number));
    const isDone = reports.every(({ pending }) => pending === 0);
    return isDone ? [] : ['shared: a flush left messages pending'];
  },
];

async function ask(worker, route, number = 0) {
  const response = await worker.dispatchFetch(`http://worker/${route}?number=${number}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${route}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

function numbers(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
