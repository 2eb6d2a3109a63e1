import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { partition } from 'remeda';
import type { Entry } from '../../lib/entry/entry.js';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { CHROMIUM } from '../find-chromium.js';
import { Site } from './site.js';
import { expectCorrected } from './six-calls.js';

const BROWSER_MS = 60_000;
const WRITE_KEY = 'site-key';
const calls = `
  analytics.identify('ada', { name: 'Ada Løvelace 🚀', email: 'ada@example.com' });
  analytics.track('Order Completed', { order_id: 'o-1', total: 39.9, currency: 'EUR' });
  analytics.page('Shop', 'Checkout', { step: 2 });
  analytics.screen('Shop', 'Basket', { items: 3 });
  analytics.group('acme', { name: 'Acme', employees: 12 });
  analytics.alias('ada', 'visitor-1');
`;

let browser: Browser;
let workspace: Workspace;
let site: Site;

interface Opening {
  /** What the page says of `integrations['Segment.io']`. */
  readonly segment?: object;
  /** What the clock of the browser's computer shows. */
  readonly now?: Date;
}

async function open({ segment, now }: Opening = {}): Promise<Page> {
  const settings = segment === undefined ? {} : { integrations: { 'Segment.io': segment } };
  site = await Site.start({ writeKey: WRITE_KEY, cdnUrl: workspace.url, calls, settings });
  const page = await browser.newPage();
  if (now !== undefined) await page.clock.setSystemTime(now);
  await page.goto(site.url);
  return page;
}

/** Where a page sends that doesn't leave it to its settings. */
function toWorkspace(): object {
  return { apiHost: `${new URL(workspace.url).host}/v1`, protocol: 'http' };
}

function came(count: number) {
  return workspace.wait({ outcome: 'any' }, { count, timeoutMs: 20_000 });
}

const describeBrowser = CHROMIUM || process.env['CI'] ? describe : describe.skip;

describeBrowser(`@segment/analytics-next in ${CHROMIUM ?? 'Chromium, which is missing'}`, () => {
  jest.setTimeout(BROWSER_MS);

  beforeAll(async () => {
    expect(CHROMIUM).toBeDefined();
    const args = ['--no-sandbox', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args });
  });

  afterAll(() => browser?.close());

  beforeEach(async () => {
    workspace = await startWorkspace({
      sources: [{ name: 'site', kind: 'web', writeKey: WRITE_KEY }],
    });
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await site.close();
    await workspace.close();
  });

  it('has its six calls kept, which a page of another origin made', async () => {
    const page = await open({ segment: toWorkspace() });
    await came(6);

    expectSixCalls(await page.evaluate('navigator.userAgent'));
  });

  it('finds its way by the settings alone that the workspace gives it', async () => {
    const page = await open();
    await came(6);

    expectSixCalls(await page.evaluate('navigator.userAgent'));
  });

  it('sends batches where it is told to, also while the page goes away', async () => {
    const deliveryStrategy = { strategy: 'batching', config: { size: 4, timeout: 60_000 } };

    const page = await open({ segment: { ...toWorkspace(), deliveryStrategy } });
    await came(4);
    await page.goto('about:blank');
    await came(6);

    // A batch whose answer the page no longer saw may come again, and is told for what it is.
    const [accepted, others] = partition(
      workspace.query({ outcome: 'any' }),
      ({ outcome }) => outcome === 'accepted',
    );
    expectSixCalls(await page.evaluate('navigator.userAgent'), accepted);
    const ids = new Set(accepted.map(({ message }) => message['messageId']));
    for (const { outcome, message } of others) {
      expect(outcome).toBe('duplicate');
      expect(ids).toContain(message['messageId']);
    }
    expect(workspace.stats().requests).toBeLessThan(6);
  });

  it('has its times corrected where the clock of its computer is wrong', async () => {
    await open({ now: new Date('2020-01-01T00:00:00Z') });

    for (const { message } of await came(6)) {
      expect(message['originalTimestamp']).toMatch(/^2020-01-01T00:00:/);
      expect(Date.now() - Date.parse(String(message['timestamp']))).toBeLessThan(BROWSER_MS);
      expectCorrected(message);
    }
  });
});

function expectSixCalls(
  userAgent: unknown,
  entries: readonly Entry[] = workspace.query({ outcome: 'any' }),
): void {
  const byType = new Map(entries.map((entry) => [entry.message['type'], entry]));
  expect(entries).toHaveLength(6);
  for (const { source, outcome, message, problems } of entries) {
    expect({ source, outcome }).toEqual({ source: 'site', outcome: 'accepted' });
    expect(problems.filter(({ level }) => level !== 'hint')).toEqual([]);
    expect(message).toMatchObject({
      messageId: expect.stringMatching(/^ajs-next-/),
      anonymousId: expect.stringMatching(/^[\w-]{36}$/),
      context: {
        ip: '127.0.0.1',
        userAgent,
        page: { url: `${site.url}/`, title: 'A shop' },
        library: { name: 'analytics.js', version: expect.stringMatching(/1\.84\.3$/) },
      },
    });
    expect(message).not.toHaveProperty('writeKey');
    expectCorrected(message);
  }
  const fields = (type: string) => byType.get(type)?.message;
  expect(fields('identify')).toMatchObject({ userId: 'ada', traits: { name: 'Ada Løvelace 🚀' } });
  expect(fields('track')).toMatchObject({
    userId: 'ada',
    event: 'Order Completed',
    properties: { order_id: 'o-1', total: 39.9, currency: 'EUR' },
  });
  expect(fields('page')).toMatchObject({
    category: 'Shop',
    name: 'Checkout',
    properties: { step: 2, title: 'A shop' },
  });
  expect(fields('screen')).toMatchObject({ category: 'Shop', name: 'Basket' });
  expect(fields('group')).toMatchObject({ groupId: 'acme', traits: { employees: 12 } });
  expect(fields('alias')).toMatchObject({ userId: 'ada', previousId: 'visitor-1' });
  const duplicates = workspace.query({ outcome: 'any' }).length - entries.length;
  expect(workspace.stats()).toMatchObject({ unique: 6, duplicates, rejected: {} });
}
