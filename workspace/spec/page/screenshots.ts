/**
 * Makes the pictures of `docs/guide/images`: `node --import tsx workspace/spec/page/screenshots.ts`, with a folder behind it to
 * put them elsewhere.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Entry } from '../../lib/entry/entry.js';
import { startWorkspace } from '../../lib/start.js';
import { CHROMIUM } from '../find-chromium.js';
import { SHOP_PLAN } from './shop-plan.js';
import { shopVisit } from './shop-traffic.js';

const FOLDER =
  process.argv[2] ?? fileURLToPath(new URL('../../../docs/guide/images', import.meta.url));
const VISITS = 90;
const DESKTOP = { width: 1120, height: 620 };
const PHONE = { width: 375, height: 720 };

const SOURCES = [
  { name: 'web', kind: 'web' },
  { name: 'shop', kind: 'server' },
  { name: 'app', kind: 'mobile' },
] as const;
const folder = await mkdtemp(join(tmpdir(), 'waybill-screenshots-'));
await writeHour(await entriesOfTraffic());
const plan = join(folder, 'plan.json');
await writeFile(plan, JSON.stringify(SHOP_PLAN));
const workspace = await startWorkspace({ sources: SOURCES, folder, plan });
await workspace.recovered;
const browser = await chromium.launch({
  executablePath: CHROMIUM ?? '',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  const order = wrongOrder();
  await shoot(browser, 'messages', `messages?seq=${order}`, '#view-code');
  await shoot(browser, 'messages-dark', `messages?seq=${order}&view=raw`, '#view-code', {
    isDark: true,
  });
  await shoot(browser, 'schema', 'schema', '.record', { act: openOrder });
  await shoot(browser, 'schema-dark', 'schema', '.record', { act: openOrder, isDark: true });
  await shoot(browser, 'violations', 'violations', '.findings');
  await shoot(browser, 'violations-dark', 'violations', '.findings', { isDark: true });
  await shoot(browser, 'users', 'users/u-1042', '.recent');
  await shoot(browser, 'overview', 'overview', '.card');
  await shoot(browser, 'overview-dark', 'overview', '.card', { isDark: true });
  await shoot(browser, 'phone', 'messages', '.row', { size: PHONE });
  await shoot(browser, 'phone-message', `messages?seq=${order}`, '#view-code', {
    size: PHONE,
    isDark: true,
  });
  workspace.setFaults([
    { kind: 'status', status: 429, retryAfterSeconds: 2, share: 0.2, requests: 50 },
  ]);
  await shoot(browser, 'faults', 'faults', '.active-fault');
} finally {
  await browser.close();
  await workspace.close();
  await rm(folder, { recursive: true });
}

/** What a workspace makes of the traffic of a shop. */
async function entriesOfTraffic(): Promise<readonly Entry[]> {
  const taking = await startWorkspace({ sources: SOURCES });
  for (let visit = 0; visit < VISITS; visit += 1) {
    for (const { source, message } of shopVisit(visit)) {
      const body = { ...message, writeKey: `dev-${source}`, messageId: crypto.randomUUID() };
      await post(`${taking.url}/v1/${message['type']}`, body);
      // Every now and then a client sends again what it got no answer for.
      if (visit % 11 === 3) await post(`${taking.url}/v1/${message['type']}`, body);
    }
  }
  const entries = taking.query({ outcome: 'any' }, { limit: 10_000 });
  await taking.close();
  return entries;
}

/** Writes a log in which that came within the last hour, for a workspace to find. */
async function writeHour(entries: readonly Entry[]): Promise<void> {
  const startMs = Date.now() - 57 * 60_000;
  const lines = entries.map((entry, index) => {
    // Some minutes are busier than others.
    const share = index / entries.length + 0.012 * Math.sin(index / 9);
    const receivedAt = new Date(startMs + share * 56 * 60_000).toISOString();
    const times = { timestamp: receivedAt, originalTimestamp: receivedAt, receivedAt };
    const { seq, source, outcome, reason } = entry;
    const message = outcome === 'accepted' ? { ...entry.message, ...times } : entry.message;
    return JSON.stringify({ seq, source, receivedAt, outcome, reason, message });
  });
  await mkdir(join(folder, 'log'));
  await writeFile(join(folder, 'log', '00000001.ndjson'), `${lines.join('\n')}\n`);
}

async function post(url: string, body: object): Promise<void> {
  await fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

function wrongOrder(): number {
  const orders = workspace.query({ event: 'Order Completed' }, { limit: 10_000, order: 'desc' });
  const isWrong = ({ problems }: Entry): boolean => problems.some(({ level }) => level !== 'hint');
  return orders.find(isWrong)?.seq ?? orders[0]?.seq ?? 1;
}

async function openOrder(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Order Completed/ }).click();
}

interface Shot {
  readonly isDark?: boolean;
  readonly size?: typeof DESKTOP;
  readonly act?: (page: Page) => Promise<void>;
}

async function shoot(
  from: Browser,
  name: string,
  hash: string,
  shown: string,
  { isDark = false, size = DESKTOP, act }: Shot = {},
): Promise<void> {
  const page = await from.newPage({ viewport: size, colorScheme: isDark ? 'dark' : 'light' });
  await page.goto(`${workspace.url}/#/${hash}`);
  await page.locator(shown).first().waitFor();
  await act?.(page);
  await page.mouse.move(size.width * 0.6, 2);
  await page.screenshot({ path: join(FOLDER, `workspace-${name}.png`) });
  await page.close();
}
