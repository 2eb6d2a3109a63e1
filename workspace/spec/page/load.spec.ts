import { setInterval } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { watchFrames } from './in-page.js';
import { aCall, describePage, send } from './open-page.js';

const LOAD_MS = 60_000;
const MAX_ROWS_DRAWN = 60;

describePage('fifty thousand messages', (open) => {
  it(
    'are all in the list, of which few are drawn, and scroll and search at once',
    async () => {
      const messages = Array.from({ length: 50_000 }, (_, index) =>
        aCall({
          event: `Event ${index}`,
          properties: { index, note: 'what a shop says of an order' },
        }),
      );
      const { page } = await open({ messages });
      await page
        .getByText('50,000 messages', { exact: true })
        .first()
        .waitFor({ timeout: LOAD_MS });
      const list = page.locator('#message-list');

      const scrolling = await framesWhile(page, async () => {
        for (const share of [0.1, 0.5, 0.9, 1]) {
          await list.evaluate(
            (element, part) => element.scrollTo(0, element.scrollHeight * part),
            share,
          );
          const index = share === 1 ? 0 : Math.round(50_000 * (1 - share));
          await page.getByRole('option', { name: new RegExp(`Event ${index},`) }).waitFor();
          expect(await page.locator('.row').count()).toBeLessThan(MAX_ROWS_DRAWN);
        }
      });
      const searching = await framesWhile(page, async () => {
        await page.getByLabel('Search in the raw text').fill('event 4999');
        await page.getByText('11 of 50,000 messages', { exact: true }).first().waitFor();
      });

      expect(scrolling.longestMs).toBeLessThan(500);
      expect(searching.longestMs).toBeLessThan(500);
    },
    LOAD_MS,
  );
});

describePage('a thousand messages a second', (open) => {
  it(
    'are shown while the page stays responsive',
    async () => {
      const { page, workspace } = await open({ messages: [aCall()] });
      await page.locator('.row').waitFor();

      const frames = await framesWhile(page, async () => {
        let sent = 0;
        // The load itself has a rate; nothing waits for a time here.
        for await (const _ of setInterval(100)) {
          await send(
            workspace.url,
            Array.from({ length: 100 }, (_, index) => aCall({ event: `E ${sent + index}` })),
          );
          sent += 100;
          if (sent === 3_000) break;
        }
        await page.getByText('3,001 messages', { exact: true }).first().waitFor();
      });

      expect(await page.locator('.row').count()).toBeLessThan(MAX_ROWS_DRAWN);
      expect(frames.typicalMs).toBeLessThan(50);
      expect(frames.longestMs).toBeLessThan(500);
    },
    LOAD_MS,
  );
});

interface Frames {
  /** What nineteen of twenty gaps between frames stayed within. */
  readonly typicalMs: number;
  readonly longestMs: number;
}

/** The gaps between the frames that the page draws while something goes on. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<Frames> {
  const frames = await page.evaluateHandle(watchFrames);
  await work();
  const sorted = await frames.evaluate((state) => {
    state.isOver = true;
    return state.gaps.sort((one, other) => one - other);
  });
  return {
    typicalMs: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
  };
}
