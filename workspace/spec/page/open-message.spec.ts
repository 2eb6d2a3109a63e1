import { expect, it } from '@jest/globals';
import { readClipboard } from './in-page.js';
import { aCall, describePage } from './open-page.js';

const ORDER = aCall({ properties: { total: 30, currency: 'EUR' } });
const NOBODY = { type: 'track', event: 'Nobody Did It' };

describePage('an open message', (open) => {
  it('is shown as code, for a shell and raw', async () => {
    const { page, workspace } = await open({ messages: [ORDER] });
    await page.getByRole('option', { name: /Order Completed/ }).click();
    const code = page.locator('.code');

    await page.getByRole('tab', { name: 'Node', selected: true }).waitFor();
    expect(await code.textContent()).toContain("analytics.track({\n  userId: 'user-1',");
    await page.getByRole('tab', { name: 'curl' }).click();
    await page.getByRole('tab', { name: 'curl', selected: true }).waitFor();
    expect(await code.textContent()).toContain(`curl ${workspace.url}/v1/track`);
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.getByRole('tab', { name: 'Raw', selected: true }).waitFor();
    expect(JSON.parse((await code.textContent()) ?? '')).toMatchObject(ORDER);
  });

  it('says what is wrong with it', async () => {
    const { page } = await open({ messages: [NOBODY], hash: '#/messages?seq=1' });

    const problem = page.getByRole('list', { name: 'Problems' });

    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/^\s*Error/);
    expect(await problem.textContent()).toContain('no_user_anon_id');
  });

  it('is closed by Back, and opened again by Forward', async () => {
    const { page } = await open({ messages: [ORDER] });
    await page.getByRole('option', { name: /Order Completed/ }).click();
    const details = page.getByRole('complementary', { name: 'The open message' });
    await details.waitFor();

    await page.goBack();
    await details.waitFor({ state: 'detached' });
    await page.goForward();

    await details.waitFor();
  });

  it('that is no call is shown raw', async () => {
    const { page } = await open({
      messages: [{ type: 'trakc', userId: 'u' }],
      hash: '#/messages?seq=1',
    });

    await page.getByRole('tab', { name: 'Raw', selected: true }).waitFor();

    expect(await page.getByRole('tab').count()).toBe(1);
  });

  it('that is not there is said to be missing', async () => {
    const { page } = await open({ messages: [ORDER], hash: '#/messages?seq=99', isMissing: true });

    await page.locator('.details .nothing', { hasText: 'There is no message 99.' }).waitFor();
  });

  it.each([
    ['the call as code', /^analytics\.track\(\{\n/],
    ['the curl line', /^curl http:\S+\/v1\/track \\\n/],
    ['the raw JSON', /^\{\n {2}"/],
    ['an import line', /^\{"type":"track".*\}$/],
    ['a spec fixture', /^export const orderCompleted = \{\n.*\} as const;$/s],
  ])('is copied as %s', async (what, form) => {
    const { page } = await open({
      messages: [ORDER],
      hash: '#/messages?seq=1',
      permissions: ['clipboard-read', 'clipboard-write'],
    });

    await page.getByRole('button', { name: `Copy ${what}` }).click();

    await page.getByText(`Copied ${what}`).waitFor();
    expect(await page.evaluate(readClipboard)).toMatch(form);
  });
});

describePage('the keyboard', (open) => {
  const messages = ['One', 'Two', 'Three'].map((event) => aCall({ event }));

  it('moves through the list, opens and closes', async () => {
    const { page } = await open({ messages });
    await page.getByRole('option', { name: /Three/ }).waitFor();
    const selected = page.locator('.row[aria-selected=true]');
    const title = page.locator('#details-title');

    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await selected.getAttribute('aria-label')).toContain('Two');
    await page.keyboard.press('Enter');
    await page.locator('#details-title:focus').waitFor();
    expect((await title.textContent())?.trim()).toBe('Two');
    await page.keyboard.press('j');
    await page.locator('#details-title', { hasText: 'One' }).waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.locator('#details-title', { hasText: 'Three' }).waitFor();
    await page.keyboard.press('Escape');

    await title.waitFor({ state: 'detached' });
    await page.locator('#message-list:focus').waitFor();
  });

  it('searches, pauses and explains itself', async () => {
    const { page } = await open({ messages });
    await page.getByRole('option', { name: /Three/ }).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('two? p');
    expect(await page.getByLabel('Search in the raw text').inputValue()).toBe('two? p');
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    await page.getByRole('button', { name: /^Resume/ }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
