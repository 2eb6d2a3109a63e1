import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { aFolder } from '../config/a-folder.js';
import { anOrder, aPlan } from '../plan/a-plan.js';
import { widthsOf } from './in-page.js';
import { describePage, send } from './open-page.js';

const PLAN = `name: Shop
rules:
  - type: TRACK
    key: Order Completed
    jsonSchema:
      properties:
        properties: { required: [order_id], properties: { order_id: {}, total: { type: number } } }
`;
const HASH = '#/violations';
const SIGNED_UP = { type: 'track', userId: 'u', event: 'Signed Up', properties: { method: 'e' } };

function aPlanFile(): string {
  return join(aFolder({ 'plan.yaml': PLAN }), 'plan.yaml');
}

describePage('the violations', (open) => {
  it('are listed by event, with a sample that opens the message', async () => {
    const { page } = await open({
      messages: [anOrder(), anOrder({ total: 'x' }), anOrder({ total: 'y' }), anOrder({ a: 1 })],
      hash: HASH,
      plan: aPlan(),
    });
    const table = page.getByRole('table', { name: 'Violations', exact: true });
    await table.getByText('Order Completed').waitFor();
    expect(await table.getByRole('row', { name: /properties\.total/ }).textContent()).toMatch(
      /Invalid Type.*properties\.total.*Expected: number, given: string.*2.*just now/s,
    );
    const card = page.getByRole('article', { name: 'The plan of web' });
    expect(await card.textContent()).toMatch(/Shop, 1 rule.*4 checked.*2 break it/s);
    const keys = page.getByRole('table', { name: 'Unplanned properties' });
    expect(await keys.textContent()).toContain('properties.a');

    await table.getByRole('button', { name: 'Open the last Order Completed' }).click();

    const verdict = page.getByRole('region', { name: 'Plan' });
    await verdict.getByText('1 violation').waitFor();
    expect(await verdict.textContent()).toContain('TRACK “Order Completed”, version 1');
    const problems = page.getByRole('list', { name: 'Problems' });
    expect(await problems.textContent()).toContain('plan_invalid_type');
  });

  it('say how to set a plan where there is none', async () => {
    const { page } = await open({ hash: HASH });
    await page.getByText('No source has a tracking plan').waitFor();
    await page.getByText('npx waybill dev --plan plan.yaml').waitFor();
  });

  it('say that nothing came, and that all is as planned', async () => {
    const { page, workspace } = await open({ hash: HASH, plan: aPlan() });
    await page.getByText('No message came in that could be held to the plan.').waitFor();

    await send(workspace.url, [anOrder(), anOrder()]);

    await page.getByText('All is as planned, of 2 messages that came.').waitFor();
  });

  it('have an event that is added to the plan, by which its messages are judged at once', async () => {
    const plan = aPlanFile();
    const { page } = await open({ messages: [SIGNED_UP], hash: HASH, plan });
    const add = page.getByRole('button', { name: 'Add Signed Up to the plan' });

    await add.press('Enter');

    await page.getByText('Added Signed Up, as in 1 message').waitFor();
    await page.getByText('All is as planned, of 1 message that came.').first().waitFor();
    expect(readFileSync(plan, 'utf8')).toContain('key: Signed Up');
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.locator('.row', { hasText: 'Signed Up' }).click();
    await page.getByRole('region', { name: 'Plan' }).getByText('As planned').waitFor();
  });

  it('can not be added to a plan that is no file', async () => {
    const { page } = await open({ messages: [SIGNED_UP], hash: HASH, plan: aPlan() });
    const add = page.getByRole('button', { name: 'Add Signed Up to the plan' });
    await add.waitFor();
    expect(await add.isDisabled()).toBe(true);
  });

  it('tell of a plan that can not be read any more, until it can', async () => {
    const plan = aPlanFile();
    const { page } = await open({ messages: [anOrder()], hash: HASH, plan });
    const card = page.getByRole('article', { name: 'The plan of web' });
    await card.waitFor();

    writeFileSync(plan, 'name: [');
    await card.getByRole('alert').getByText('The file is no YAML').waitFor();

    writeFileSync(plan, PLAN);
    await card.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('fit a phone', async () => {
    const viewport = { width: 375, height: 720 };
    const messages = [
      anOrder({ total: 'x', a: 1 }),
      { ...SIGNED_UP, event: 'A Rather Long Event' },
    ];
    const { page } = await open({ messages, hash: HASH, plan: aPlanFile(), viewport });
    await page.getByRole('table', { name: 'Unplanned events' }).waitFor();
    const [width = 0, seen = 0] = await page.evaluate(widthsOf);
    expect(width).toBeLessThanOrEqual(seen);
    const frames = await page.locator('.table-frame').all();
    for (const frame of frames) {
      expect(await frame.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    }
  });
});
