import { expect, it } from '@jest/globals';
import { aCall, describePage, send } from './open-page.js';

describePage('the schema', (open) => {
  it('opens an event to its properties, and marks mixed types', async () => {
    const totals = [30, '30'].map((total) => aCall({ properties: { total, currency: 'EUR' } }));
    const { page } = await open({ messages: totals, hash: '#/schema' });
    const event = page.getByRole('button', { name: /Order Completed/ });

    await event.click();

    const row = page.getByRole('row', { name: /^total/ });
    expect(await row.textContent()).toMatch(/string 1.*mixed/s);
    expect(await page.getByRole('row', { name: /^currency/ }).textContent()).not.toContain('mixed');
  });

  it('is searched by property and leads to the messages', async () => {
    const { page } = await open({
      messages: [aCall({ event: 'A', properties: { sku: 1 } }), aCall({ event: 'B' })],
      hash: '#/schema',
    });
    await page.getByLabel('Search events and properties').fill('sku');
    await page.getByText('1 event', { exact: true }).waitFor();

    await page.getByRole('button', { name: /A/ }).first().click();
    await page.getByRole('button', { name: 'Show the messages' }).click();

    await page.getByText('1 of 2 messages', { exact: true }).first().waitFor();
  });

  it('follows what comes in', async () => {
    const { page, workspace } = await open({ hash: '#/schema' });
    await page.getByText('No events yet.').waitFor();

    await send(workspace.url, [aCall({ event: 'Fresh' })]);

    await page.getByRole('button', { name: /Fresh/ }).waitFor();
  });
});

describePage('the users', (open) => {
  it('have a profile that leads to their messages', async () => {
    const { page } = await open({
      messages: [
        aCall({ userId: undefined, anonymousId: 'visitor-7', event: 'Looked' }),
        { type: 'identify', userId: 'ada', anonymousId: 'visitor-7', traits: { plan: 'plus' } },
        { type: 'group', userId: 'ada', groupId: 'acme', traits: { size: 3 } },
      ],
      hash: '#/users',
    });

    await page.getByRole('link', { name: /ada/ }).click();

    const profile = page.getByRole('region', { name: 'Profile' });
    await profile.getByText('"plus"').waitFor();
    const text = await profile.textContent();
    expect(text).toContain('visitor-7');
    expect(text).toContain('acme');
    await profile.getByRole('link', { name: /Looked/ }).click();
    await page.locator('#details-title', { hasText: 'Looked' }).waitFor();
  });

  it('are searched by the workspace', async () => {
    const { page } = await open({
      messages: [aCall({ userId: 'ada' }), aCall({ userId: 'bob' })],
      hash: '#/users',
    });
    await page.getByText('2 users', { exact: true }).waitFor();

    await page.getByLabel('Search ids and traits').fill('bob');

    await page.getByText('1 user', { exact: true }).waitFor();
  });
});

describePage('the overview', (open) => {
  it('counts what came by each source, and tells the minutes to screen readers', async () => {
    const { page } = await open({
      messages: [aCall(), aCall(), { type: 'track', event: 'Nobody' }],
      hash: '#/overview',
    });
    const card = page.getByRole('article', { name: 'web' });

    await card.getByRole('button', { name: 'no user anon id' }).waitFor();

    expect(await card.locator('.counts').textContent()).toMatch(
      /Received\s*3\s*Accepted\s*2\s*Duplicates\s*0\s*Rejected\s*1/,
    );
    const minutes = card.getByRole('table', { name: /messages by minute/ });
    expect(await minutes.getByRole('cell').allTextContents()).toEqual(
      expect.arrayContaining(['2', '0', '1']),
    );
  });
});

describePage('the faults', (open) => {
  it('are started by a form, told on every tab and stopped', async () => {
    const { page, workspace } = await open({ messages: [aCall()], hash: '#/faults' });
    await page.getByRole('radio', { name: /Server error/ }).check();
    await page.getByRole('textbox', { name: 'Status' }).fill('502');
    await page.getByLabel('Share of requests').fill('50');
    await page.getByRole('radio', { name: 'When stopped' }).check();

    await page.getByRole('button', { name: 'Start the fault' }).click();

    const banner = page.locator('.banner-fault');
    await banner.getByText('Answers 502 to 50% of requests').waitFor();
    expect(await faultsOf(workspace.url)).toEqual([
      expect.objectContaining({ kind: 'status', status: 502, share: 0.5 }),
    ]);
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.locator('.row').waitFor();
    await banner.getByRole('button', { name: 'Stop' }).click();
    await banner.waitFor({ state: 'detached' });
    expect(await faultsOf(workspace.url)).toEqual([]);
  });

  it('say what is wrong with the form', async () => {
    const { page, workspace } = await open({ hash: '#/faults' });
    await page.getByLabel('Requests', { exact: true }).fill('many');

    await page.getByRole('button', { name: 'Start the fault' }).click();

    await page.getByText('Requests is a whole number from 1 to 1,000,000.').waitFor();
    await page.locator('#fault-requests:focus').waitFor();
    expect(await faultsOf(workspace.url)).toEqual([]);
  });

  it('that something else starts are told, too', async () => {
    const { page, workspace } = await open({ hash: '#/overview' });
    await page.getByText('Live').waitFor();

    const faults = [{ kind: 'latency', latencyMs: 200, requests: 5 }];
    await fetch(`${workspace.url}/api/faults`, { method: 'PUT', body: JSON.stringify({ faults }) });

    await page.getByText('Delays every request by 200 ms').waitFor();
  });
});

async function faultsOf(url: string): Promise<unknown> {
  const reply = await fetch(`${url}/api/faults`);
  return ((await reply.json()) as { faults: unknown }).faults;
}
