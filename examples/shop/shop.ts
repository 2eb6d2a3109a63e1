/**
 * The shop as a program. It reads PORT, WAYBILL_HOST, WAYBILL_WRITE_KEY and, to run without sending anything, WAYBILL_DISABLE.
 * It prints a line of JSON when it listens, and its account as another when SIGTERM has ended it.
 */
import { fileURLToPath } from 'node:url';
import { Analytics } from 'waybill';
import { loadPlan } from 'waybill/plan';
import { CountedCalls } from './counted-calls.js';
import { createShop } from './routes.js';

const { PORT = '3000', WAYBILL_HOST, WAYBILL_WRITE_KEY = 'demo', WAYBILL_DISABLE } = process.env;

const plan = loadPlan(fileURLToPath(new URL('plan.yaml', import.meta.url)));

const analytics = new Analytics({
  writeKey: WAYBILL_WRITE_KEY,
  host: WAYBILL_HOST,
  // Whatever is not as planned is sent all the same, and told.
  plan: { plan, onViolation: 'warn' },
  disable: WAYBILL_DISABLE === '1',
  // The demo's outage lasts seconds, not minutes, and somebody is watching: so the waits are short and there are more of them.
  // Leave these four at their defaults in production, where a short wait only adds load to a service in trouble.
  flushInterval: 200,
  maxRetries: 100,
  retry: { minTimeout: 50, maxTimeout: 400 },
  closeTimeout: 10_000,
});
const calls = new CountedCalls(analytics);
const shop = createShop(calls);

print({ listening: await shop.listen({ port: Number(PORT), host: '127.0.0.1' }) });

process.once('SIGTERM', () => void stop());

/** First the server: its last requests still make calls. Then the client, which sends what waits. */
async function stop(): Promise<void> {
  await shop.close();
  await analytics.close();
  print({ account: { made: calls.made, client: analytics.stats() } });
  // Nothing is left open, so the process ends by itself.
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
