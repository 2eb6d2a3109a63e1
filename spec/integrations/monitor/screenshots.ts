/**
 * Makes the pictures of the delivery view in `docs/guide/images`: `node --import tsx spec/integrations/monitor/screenshots.ts`,
 * with a folder behind it to put them elsewhere.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { systemClock } from '../../../lib/base/clock.js';
import { Analytics } from '../../../lib/client/analytics.js';
import { deliveryView } from '../../../lib/integrations/monitor.js';
import { CHROMIUM } from '../../../workspace/spec/find-chromium.js';

const FOLDER =
  process.argv[2] ?? fileURLToPath(new URL('../../../docs/guide/images', import.meta.url));
const QUARTER_MS = 900_000;
const STEP_MS = 10_000;
const EVENTS = ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'];

const { now } = Date;
let aheadMs = -QUARTER_MS;
Date.now = () => now() + aheadMs;

/** What the endpoint answers, and how long that takes. */
let reply = { status: 200, delayMs: 0 };
const client = new Analytics({
  writeKey: 'a-write-key',
  onInvalid: 'drop',
  clock: { ...systemClock, now: () => Date.now() },
  retry: { minTimeout: 1, maxTimeout: 2, factor: 1 },
  maxRetries: 1,
  transport: {
    send: async () => {
      aheadMs += reply.delayMs;
      return { status: reply.status, headers: {} };
    },
  },
});
const view = deliveryView(client, { allow: () => true, path: '/' });
for (let step = 0; step < QUARTER_MS / STEP_MS; step += 1) {
  const isOutage = step > 50 && step < 58;
  const delayMs = 40 + 30 * Math.sin(step / 6) + (step % 7) * 12;
  reply = { status: isOutage ? 503 : 200, delayMs };
  const startMs = aheadMs;
  const count = Math.round(30 + 12 * Math.sin(step / 9) + (step % 5) * 3);
  for (let n = 0; n < count; n += 1) {
    aheadMs += 3;
    const event = EVENTS[n % EVENTS.length] as string;
    client.track({ userId: `user-${n % 9}`, event, properties: { n } });
  }
  if (step % 30 === 20) client.track({ userId: 'user-1', event: '' });
  await client.flush();
  aheadMs = startMs + STEP_MS;
}
reply = { status: 200, delayMs: 30 };
client.page({ userId: 'user-2', name: 'Home' });
await client.flush();
aheadMs = 0;

const server = http.createServer(view).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const browser = await chromium.launch({
  executablePath: CHROMIUM ?? '',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  for (const [name, width, height, colorScheme] of [
    ['delivery-view', 1_120, 760, 'light'],
    ['delivery-view-dark', 1_120, 760, 'dark'],
    ['delivery-view-phone', 375, 760, 'light'],
  ] as const) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/delivery`);
    await page.screenshot({ path: `${FOLDER}/${name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  view.end();
  await client.close();
  server.closeAllConnections();
  server.close();
}
