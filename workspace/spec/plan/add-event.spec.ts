import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { aFolder } from '../config/a-folder.js';
import { post } from '../post.js';
import { start } from '../started.js';
import { anOrder, aPlan } from './a-plan.js';

const PLAN = `# The plan of the shop.
name: Shop
rules:
  - type: TRACK
    key: Order Completed # pays
    jsonSchema: { type: object }
`;
const SIGNED_UP = {
  type: 'track',
  userId: 'u-1',
  event: 'Signed Up',
  properties: { method: 'email', age: 30 },
};

async function aWorkspace(text = PLAN, name = 'plan.yaml') {
  const folder = aFolder({ [name]: text });
  const file = join(folder, name);
  const sources = [{ name: 'shop', plan: file }, { name: 'app', plan: aPlan() }, { name: 'other' }];
  const workspace = await start({ sources });
  const add = async (body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const reply = await fetch(`${workspace.url}/api/plan/events`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: reply.status, body: (await reply.json()) as object };
  };
  const send = (...batch: readonly object[]) =>
    post(workspace, { body: { batch }, writeKey: 'dev-shop' });
  return { workspace, folder, file, add, send };
}

describe('an event that is added to the plan', () => {
  it('gets a rule by its messages at the end of the file, which stays as it is', async () => {
    const { workspace, folder, file, add, send } = await aWorkspace();
    await send(SIGNED_UP, { ...SIGNED_UP, properties: { method: 'link' } });
    expect(workspace.violations().unplannedEvents).toHaveLength(1);

    const { status, body } = await add({ source: 'shop', event: 'Signed Up' });

    expect([status, body]).toEqual([
      200,
      { source: 'shop', file, messages: 2, rule: expect.objectContaining({ key: 'Signed Up' }) },
    ]);
    const text = readFileSync(file, 'utf8');
    expect(text.slice(0, PLAN.length)).toBe(PLAN);
    expect(text.slice(PLAN.length)).toMatch(/^ {2}- type: TRACK\n {4}key: Signed Up\n {4}\w/);
    const { rules } = loadPlan(file).document;
    expect(rules[1]?.jsonSchema).toMatchObject({
      required: ['properties'],
      properties: {
        properties: {
          required: ['method'],
          properties: { method: { type: 'string' }, age: { type: 'integer' } },
        },
      },
    });
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
    expect(workspace.violations()).toMatchObject({
      sources: [{ rules: 2, checked: 2, violating: 0 }, {}],
      unplannedEvents: [],
    });
    await send({ ...SIGNED_UP, properties: { method: 7 } });
    expect(workspace.query({ hasViolations: true })).toMatchObject([{ seq: 3 }]);
  });

  it('may be a page, and one that is added in the program', async () => {
    const { workspace, send } = await aWorkspace(
      JSON.stringify({ name: 'x', rules: [{ type: 'PAGE', key: 'Home', jsonSchema: {} }] }),
      'plan.json',
    );
    await send({ type: 'page', userId: 'u', name: 'Prices' });
    const added = await workspace.addToPlan({ source: 'shop', type: 'page', event: 'Prices' });
    expect(added).toMatchObject({ messages: 1, rule: { type: 'PAGE', key: 'Prices' } });
    expect(workspace.violations().unplannedEvents).toEqual([]);
  });

  it('is written behind a link, and the file keeps who may read it', async () => {
    const { folder, file } = await aWorkspace();
    mkdirSync(join(folder, 'links'));
    const link = join(folder, 'links', 'plan.yaml');
    symlinkSync(file, link);
    chmodSync(file, 0o640);
    const workspace = await start({ plan: link });
    await post(workspace, { body: { batch: [SIGNED_UP] } });

    await workspace.addToPlan({ source: 'default', event: 'Signed Up' });

    expect(readFileSync(file, 'utf8')).toContain('key: Signed Up');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, 'links'))).toEqual(['plan.yaml']);
  });
});

describe('an event that can not be added to the plan', () => {
  it.each([
    ['no-plan', { source: 'other', event: 'A' }, 'The source other has no plan: give it one.'],
    ['no-plan', { source: 'unknown', event: 'A' }, 'The source unknown has no plan'],
    ['no-file', { source: 'app', event: 'A' }, 'given as an object'],
    ['no-messages', { source: 'shop', event: 'A' }, 'No message of A is in memory'],
    ['already-planned', { source: 'shop', event: 'Order Completed' }, 'is in the plan already'],
  ])('is refused as %s: %j', async (code, event, message) => {
    const { file, add, send } = await aWorkspace();
    await send(anOrder());
    const { status, body } = await add(event);
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: { code, message: expect.stringContaining(message) } });
    expect(readFileSync(file, 'utf8')).toBe(PLAN);
  });

  it.each([
    ['no JSON', 'The body must be JSON'],
    ['[]', 'The body must be JSON'],
    [{ event: 'A' }, 'source must be a text that is not empty; found undefined.'],
    [{ source: 'shop', event: 7 }, 'event must be a text that is not empty; found 7.'],
    [{ source: 'shop', event: 'A', type: 'identify' }, 'type must be one of track, page, screen.'],
  ])('is refused where it is not understood: %j', async (given, message) => {
    const { add } = await aWorkspace();
    const { status, body } = await add(given);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { message: expect.stringContaining(message) } });
  });

  it('is refused for pages of other sites', async () => {
    const { file, add, send } = await aWorkspace();
    await send(SIGNED_UP);
    const { status } = await add(
      { source: 'shop', event: 'Signed Up' },
      { origin: 'https://evil.example', 'content-type': 'text/plain' },
    );
    expect(status).toBe(403);
    expect(readFileSync(file, 'utf8')).toBe(PLAN);
  });

  it.each([
    ['is broken by now', 'name: [\n', 'plan.yaml:2'],
    [
      'has its rules elsewhere',
      'x-all: &r\n  - { type: TRACK, key: A, jsonSchema: {} }\nname: S\nrules: *r\n',
      'in a form that none can be added to',
    ],
  ])('is refused where the file %s, which stays as it is', async (_what, text, reason) => {
    const { folder, file, add, send } = await aWorkspace();
    await send(SIGNED_UP);
    writeFileSync(file, text);
    const { status, body } = await add({ source: 'shop', event: 'Signed Up' });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      error: { code: 'not-editable', message: expect.stringContaining(reason) },
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });
});
