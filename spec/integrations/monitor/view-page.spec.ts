import { afterAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { deliveryView } from '../../../lib/integrations/monitor.js';
import { CHROMIUM } from '../../../workspace/spec/find-chromium.js';
import { useStage } from '../../support/stage.js';
import { aBusyShop } from './a-busy-shop.js';
import { MOUNTS } from './mounted.js';

const SPEC_MS = 60_000;
const stage = useStage();
let browser: Promise<Browser> | undefined;

afterAll(async () => (await browser)?.close());

if (CHROMIUM === undefined && process.env['CI']) {
  it('has Chromium', () => expect(CHROMIUM).toBeDefined());
}

const why = CHROMIUM === undefined ? ' (Chromium is not installed)' : '';

(CHROMIUM === undefined ? describe.skip : describe)(`the page of the delivery view${why}`, () => {
  it.each([
    ['a phone', 375],
    ['a desktop', 1_120],
  ])(
    'is drawn on %s without an error, and no wider than that',
    async (_what, width) => {
      const { client } = await aBusyShop(stage);
      const view = deliveryView(client.it, { allow: () => true, path: '/at' });
      stage.onEnd(() => view.end());
      await client.trade();
      const mount = MOUNTS['node:http'] as NonNullable<(typeof MOUNTS)[string]>;
      const url = await mount(stage, view);
      browser ??= chromium.launch({
        executablePath: CHROMIUM ?? '',
        args: ['--no-sandbox', '--disable-dev-shm-usage'],
      });
      const page = await (await browser).newPage({ viewport: { width, height: 720 } });
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(url);

      expect(await page.title()).toBe('Delivery · degraded');
      expect(await page.locator('.status').textContent()).toBe('degraded');
      // The style is let through by its hash: without it the body is as wide as the window.
      const isStyled = "getComputedStyle(document.querySelector('dl')).display";
      expect(await page.evaluate(isStyled)).toBe('grid');
      const tooWide = 'document.documentElement.scrollWidth - window.innerWidth';
      expect(await page.evaluate(tooWide)).toBeLessThanOrEqual(0);
      for (const name of [/^Messages a second/, /^Time from the call/]) {
        expect(await page.getByRole('img', { name }).isVisible()).toBe(true);
      }
      expect(await page.locator('svg rect.delivered').count()).toBeGreaterThan(0);
      const rows = page.getByRole('region', { name: 'Last outcomes' }).locator('tbody tr');
      expect(await rows.count()).toBe(50);
      await page.getByRole('link', { name: 'JSON' }).click();
      expect(new URL(page.url()).pathname).toBe('/at/data.json');
      expect(requests.filter((one) => !one.startsWith(url) && !/favicon/.test(one))).toEqual([]);
      expect(complaints.filter((one) => !/favicon/.test(one))).toEqual([]);
      await page.close();
    },
    SPEC_MS,
  );
});
