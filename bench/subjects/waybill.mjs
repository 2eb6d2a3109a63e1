import { createRequire } from 'node:module';
import { documentOf } from './plan.mjs';

const require = createRequire(import.meta.url);
const { Analytics } = require('../../dist/index.cjs');

// `ready()` waits from three quarters of the queue on: with this bound it starts to wait where the others do.
const HIGH_WATER = 0.75;

/** Waybill, in its CommonJS build. It never waits longer than it has to, and drops nothing within these bounds. */
export function createWaybill({ url, flushAt, backlog, plan, spool }) {
  const analytics = new Analytics({
    writeKey: 'bench',
    host: url,
    flushAt,
    maxQueueSize: Math.ceil(backlog / HIGH_WATER),
    maxQueueBytes: 1024 ** 3,
    httpRequestTimeout: 600_000,
    spool,
    ...(plan === undefined ? {} : { plan: planOf(plan) }),
  });
  return {
    sends: true,
    /** Itself, for what observes it. */
    client: analytics,
    track: (call) => analytics.track(call),
    register: (plugin) => analytics.register(plugin),
    ready: () => analytics.ready(),
    settled: () => analytics.flush(),
    close: () => analytics.close(),
  };
}

/** Only the subjects with a plan load what plans need. */
function planOf(event) {
  const { loadPlan } = require('../../dist/plan.cjs');
  const plan = loadPlan(documentOf(event));
  plan.prepare();
  return { plan };
}
