import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aCall, describePage, namesIn, send } from './open-page.js';

const MESSAGES = [
  aCall({ event: 'Product Viewed', properties: { sku: 'TEA-1' } }),
  aCall({ event: 'Order Completed', userId: 'user-2' }),
  { type: 'page', anonymousId: 'visitor-7', name: 'Pricing' },
  { type: 'track', event: 'Nobody Did It' },
];

describePage('the filters', (open) => {
  it.each([
    [
      'the raw text',
      (page: Page) => page.getByLabel('Search in the raw text').fill('tea-1'),
      ['Product Viewed'],
    ],
    ['the call', (page: Page) => page.getByLabel('Call').selectOption('page'), ['Pricing']],
    [
      'the name',
      (page: Page) => page.getByLabel('Name', { exact: true }).fill('order'),
      ['Order Completed'],
    ],
    [
      'the user',
      (page: Page) => page.getByLabel('User', { exact: true }).fill('VISITOR'),
      ['Pricing'],
    ],
    [
      'the outcome',
      (page: Page) => page.getByLabel('Outcome').selectOption('rejected'),
      ['Nobody Did It'],
    ],
    ['problems', (page: Page) => page.getByLabel('Problems only').check(), ['Nobody Did It']],
    [
      'the source',
      (page: Page) => page.getByLabel('Source').selectOption('shop'),
      ['From the shop'],
    ],
  ])('go by %s, and the address keeps them', async (_, set, names) => {
    const { page, workspace } = await open({ messages: MESSAGES });
    await send(workspace.url, [aCall({ event: 'From the shop' })], 'shop-key');
    await page.getByText('5 messages', { exact: true }).first().waitFor();

    await set(page);

    await page.getByText('1 of 5 messages', { exact: true }).first().waitFor();
    expect(await namesIn(page)).toEqual(names);
    await page.reload();
    await page.getByText('1 of 5 messages', { exact: true }).first().waitFor();
    expect(await namesIn(page)).toEqual(names);
  });

  it('apply to what arrives', async () => {
    const { page, workspace } = await open({ messages: MESSAGES, hash: '#/messages?type=page' });
    await page.getByRole('option', { name: /Pricing/ }).waitFor();

    await send(workspace.url, [aCall(), { type: 'page', userId: 'u', name: 'Imprint' }]);

    await page.getByRole('option', { name: /Imprint/ }).waitFor();
    expect(await namesIn(page)).toEqual(['Imprint', 'Pricing']);
  });

  it('that leave nothing over can be cleared', async () => {
    const { page } = await open({ messages: MESSAGES, hash: '#/messages?q=nothing+has+this' });
    await page.getByText('None of 4 messages matches.').waitFor();

    await page.getByRole('button', { name: 'Clear the filters' }).click();

    await page.getByRole('option', { name: /Pricing/ }).waitFor();
    expect(await namesIn(page)).toHaveLength(4);
  });
});
