import { expect, it } from '@jest/globals';
import { faintTexts, groundOf, widthsOf } from './in-page.js';
import { aCall, describePage } from './open-page.js';

const TABS = ['messages?seq=2', 'schema', 'violations', 'users/user-1', 'overview', 'faults'];
const MESSAGES = [
  ...['identify', 'page', 'screen', 'group', 'alias'].map((type) => ({
    type,
    userId: 'user-1',
    groupId: 'g',
    previousId: 'p',
  })),
  { type: 'track', event: 'Nobody' },
  aCall({ properties: { total: 30, isGift: true } }),
];
/** What each of the tabs shows when it is loaded. */
const SHOWN = '#view-code, .recent, .table, .first-steps pre, .card, .fault-form';
const SCHEMES = ['light', 'dark'] as const;

describePage('the colours', (open) => {
  it('follow the computer until one is chosen, which is remembered', async () => {
    const { page } = await open({ colorScheme: 'dark' });
    const button = page.locator('[data-theme-button]');
    await button.waitFor();
    expect(await page.evaluate(groundOf)).toBeLessThan(60);

    await button.click();
    expect(await page.evaluate(groundOf)).toBeGreaterThan(200);
    await page.reload();
    await button.waitFor();
    expect(await page.evaluate(groundOf)).toBeGreaterThan(200);
    await button.click();

    expect(await page.evaluate(groundOf)).toBeLessThan(60);
  });

  it.each(SCHEMES)('have contrast enough for every text, in %s', async (colorScheme) => {
    const { page, workspace } = await open({ colorScheme, messages: MESSAGES });
    await page.locator('.row').first().waitFor();
    for (const tab of TABS) {
      await page.goto(`${workspace.url}/#/${tab}`);
      await page.locator(SHOWN).first().waitFor();

      expect({ tab, faint: await page.evaluate(faintTexts) }).toEqual({ tab, faint: [] });
    }
  });
});

describePage('a phone', (open) => {
  it.each(TABS)('shows %s without scrolling sideways', async (tab) => {
    const { page } = await open({
      viewport: { width: 375, height: 700 },
      messages: MESSAGES,
      hash: `#/${tab}`,
    });
    await page.locator(SHOWN).first().waitFor();

    const widths = await page.evaluate(widthsOf);

    expect(widths).toEqual([375, 375]);
  });

  it('lets the open message cover the list, and gives the focus back', async () => {
    const { page } = await open({ viewport: { width: 375, height: 700 }, messages: MESSAGES });
    await page.getByRole('option', { name: /Nobody/ }).click();
    await page.locator('#details-title:focus').waitFor();

    await page.getByRole('button', { name: 'Close' }).click();

    await page.locator('#message-list:focus').waitFor();
  });
});
