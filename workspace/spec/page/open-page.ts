import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { WorkspaceOptions } from '../../lib/options.js';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { CHROMIUM } from '../find-chromium.js';

/** A workspace and its page in a real browser. */
export interface OpenPage {
  readonly page: Page;
  readonly workspace: Workspace;
}

interface Opening extends BrowserContextOptions {
  /** What is in the workspace before the page opens. */
  readonly messages?: readonly object[];
  /** The tracking plan of the sources. */
  readonly plan?: WorkspaceOptions['plan'];
  /** Whether requests of the page fail, of which browsers complain. */
  readonly isMissing?: boolean;
  /** What follows the `#` of the address. */
  readonly hash?: string;
}

/** On a busy machine a browser takes its time. */
const SPEC_MS = 60_000;

jest.setTimeout(SPEC_MS);

export const SOURCES = [
  { name: 'web', kind: 'web', writeKey: 'web-key' },
  { name: 'shop', kind: 'server', writeKey: 'shop-key' },
] as const;

/**
 * Specs that need a browser. Without one they are left out by name, but fail where `CI` is set: there nobody would miss them.
 *
 * @param specs are given what opens pages; whatever a page should never do fails the spec that it did it in
 */
export function describePage(
  name: string,
  specs: (open: (opening?: Opening) => Promise<OpenPage>) => void,
): void {
  if (CHROMIUM === undefined && process.env['CI']) {
    it(`${name}: Chromium is there`, () => expect(CHROMIUM).toBeDefined());
    return;
  }
  const where = CHROMIUM === undefined ? describe.skip : describe;
  where(CHROMIUM === undefined ? `${name} (Chromium is not installed)` : name, () => {
    const opened: OpenPage[] = [];
    const misdeeds: string[] = [];
    afterEach(async () => {
      for (const { page, workspace } of opened.splice(0)) {
        // The page first: the end of a workspace is an error to it.
        if (!page.isClosed()) await page.goto('about:blank');
        page.removeAllListeners();
        await workspace.close();
      }
      expect(misdeeds.splice(0)).toEqual([]);
    });
    specs(async ({ messages = [], hash = '', isMissing, plan, ...options } = {}) => {
      const workspace = await startWorkspace({
        sources: SOURCES,
        ...(plan === undefined ? {} : { plan }),
      });
      const page = await pageWith(options);
      opened.push({ page, workspace });
      await send(workspace.url, messages);
      watch(page, workspace.url, (misdeed) => {
        if (!(isMissing && misdeed.includes('Failed to load resource'))) misdeeds.push(misdeed);
      });
      await page.goto(`${workspace.url}/${hash}`);
      return { page, workspace };
    });
  });
}

let browser: Promise<Browser> | undefined;
/** By what they were opened with. Each workspace has a port, so what a page remembers of one is unknown to the next. */
const pages = new Map<string, Page>();

afterAll(async () => {
  await (await browser)?.close();
});

/** A page that is of no use to anybody any more, or a new one: to open one takes longer than most specs do. */
async function pageWith(options: BrowserContextOptions): Promise<Page> {
  const key = JSON.stringify(options);
  const known = pages.get(key);
  if (known !== undefined && !known.isClosed()) return known;
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  browser ??= chromium.launch({ executablePath: CHROMIUM ?? '', args });
  const page = await (await (await browser).newContext(options)).newPage();
  pages.set(key, page);
  return page;
}

/** Sends messages as a client does, in as few batches as it can. */
export async function send(
  url: string,
  messages: readonly object[],
  writeKey = 'web-key',
): Promise<void> {
  for (let start = 0; start < messages.length; start += 1_000) {
    const body = JSON.stringify({ writeKey, batch: messages.slice(start, start + 1_000) });
    const reply = await fetch(`${url}/v1/batch`, { method: 'POST', body });
    expect(reply.status).toBe(200);
  }
}

/** A call with what a spec wants it to have. */
export function aCall(fields: Readonly<Record<string, unknown>> = {}): object {
  return { type: 'track', userId: 'user-1', event: 'Order Completed', ...fields };
}

/** What the list shows, from the top. */
export function namesIn(page: Page): Promise<string[]> {
  return page.locator('.row-name').allTextContents();
}

function watch(page: Page, url: string, tell: (misdeed: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error') tell(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => tell(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) tell(`request: ${request.url()}`);
  });
}
