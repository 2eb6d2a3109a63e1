import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM } from '../../workspace/spec/find-chromium.js';
import { buildSite, builtPages, CAN_BUILD, type Served, serveSite } from './built-site.js';

/** Building takes half a minute on a quiet machine, and installing what builds a quarter. */
const BUILD_MS = 300_000;
const SPEC_MS = 120_000;
const ALL_PAGES_MS = 300_000;
/** So many are opened at once: the browser and the server of files share the machine. */
const TABS = 3;
const PHONE = { width: 375, height: 740 };
const DESKTOP = { width: 1280, height: 800 };
/** One of each kind: the first, a guide, wide tables, charts, code of the repository, the API. */
const KINDS_OF_PAGES = [
  '/',
  '/guide/getting-started.html',
  '/guide/which-option.html',
  '/reference/options.html',
  '/reference/cli.html',
  '/reference/figures.html',
  '/project/changelog.html',
  '/project/files/examples/shop/plan.yaml.html',
  '/api/waybill/classes/Analytics.html',
  '/api/waybill/interfaces/AnalyticsOptions.html',
];

const missing = [
  ...(CAN_BUILD ? [] : ['site/ is not installed: npm run docs does it']),
  ...(CHROMIUM === undefined && !process.env['CI'] ? ['Chromium is not installed'] : []),
];
const where = missing.length === 0 ? describe : describe.skip;

where(`the documentation site${missing.map((reason) => ` (${reason})`).join('')}`, () => {
  let said: string;
  let site: Served;
  let browser: Browser;
  const misdeeds: string[] = [];

  beforeAll(async () => {
    said = await buildSite();
    site = await serveSite();
    const args = ['--no-sandbox', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args });
  }, BUILD_MS);

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  afterEach(() => expect(misdeeds.splice(0)).toEqual([]));

  const newPage = async (viewport = DESKTOP): Promise<Page> => {
    const page = await browser.newPage({ viewport, baseURL: site.url });
    // Who saves data is not sent, ahead of time, whatever a page links to: hundreds of pages are opened here.
    await page.addInitScript(
      "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })",
    );
    const tell = (misdeed: string): unknown => misdeeds.push(`${page.url()}: ${misdeed}`);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') tell(message.text());
    });
    page.on('pageerror', (error) => tell(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(site.url)) tell(`asks for ${request.url()}`);
    });
    return page;
  };

  it('has no link that leads nowhere', () => {
    expect(said).toMatch(/has \d+ pages with \d+ links, all of which lead somewhere/);
  });

  it(
    'renders every page, asks nobody else for anything, and has nothing to complain of',
    async () => {
      const all = builtPages();
      expect(all).toEqual(expect.arrayContaining(KINDS_OF_PAGES.slice(1)));
      expect(all.length).toBeGreaterThan(100);
      // Two hundred pages of the API are made in one way: CI opens all of them, and others every tenth.
      const left = all.filter(
        (path, index) => process.env['CI'] || !path.startsWith('/api/') || index % 10 === 0,
      );
      const empty: string[] = [];
      const readAll = async (page: Page): Promise<void> => {
        for (let path = left.pop(); path !== undefined; path = left.pop()) {
          await page.goto(path, { waitUntil: 'load' });
          const headings = await page.locator('h1, .NotFound').count();
          const text = (await page.locator('.VPContent').textContent()) ?? '';
          if (headings === 0 || text.trim().length < 40) empty.push(path);
        }
      };
      const tabs = await Promise.all(Array.from({ length: TABS }, () => newPage()));
      await Promise.all(tabs.map(readAll));
      for (const tab of tabs) await tab.close();
      expect(empty).toEqual([]);
    },
    ALL_PAGES_MS,
  );

  it(
    'finds "flush", and goes there',
    async () => {
      const page = await newPage();
      await page.goto('/');
      await page.locator('.DocSearch-Button').click();
      await page.locator('.VPLocalSearchBox input').fill('flush');
      const results = page.locator('.VPLocalSearchBox .results a');
      await results.first().waitFor();
      const titles = (await results.allTextContents()).map((text) => text.toLowerCase());
      expect(titles.some((title) => title.includes('flush'))).toBe(true);
      await results.first().click();
      await page.locator('h1').waitFor();
      expect(new URL(page.url()).pathname).not.toBe('/');
      await page.close();
    },
    SPEC_MS,
  );

  it(
    'is dark where the reader wants it so, charts included',
    async () => {
      const page = await newPage();
      await page.goto('/reference/figures.html');
      const background = (): Promise<unknown> =>
        page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await background();
      await page.locator('.VPNavBarAppearance button').click();
      await expect(page.locator('html').getAttribute('class')).resolves.toContain('dark');
      expect(await background()).not.toBe(light);
      const charts = page.locator('main img');
      expect(await charts.count()).toBeGreaterThan(10);
      const widths = (await page.evaluate(
        "[...document.querySelectorAll('main img')].map((image) => image.naturalWidth)",
      )) as readonly number[];
      expect(widths.filter((width) => width === 0)).toEqual([]);
      await page.close();
    },
    SPEC_MS,
  );

  it.each([
    { name: 'a phone', viewport: PHONE },
    { name: 'a desktop', viewport: DESKTOP },
  ])('fits the width of $name', async ({ viewport }) => {
    const page = await newPage(viewport);
    const tooWide: string[] = [];
    for (const path of KINDS_OF_PAGES) {
      await page.goto(path, { waitUntil: 'load' });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (Number(width) > viewport.width) tooWide.push(`${path}: ${width}`);
    }
    await page.close();
    expect(tooWide).toEqual([]);
  });

  it('leads from a guide to the next, in the order of docs/index.md', async () => {
    const page = await newPage();
    await page.goto('/guide/getting-started.html');
    await page.locator('.pager-link.next').click();
    await page.waitForURL('**/guide/which-option.html');
    await page.close();
  });
});
