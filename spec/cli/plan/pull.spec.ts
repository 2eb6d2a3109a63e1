import { execFile } from 'node:child_process';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { anEvent } from '../../plan/typed-client/a-plan.js';
import { until } from '../../support/until.js';
import { waybill } from '../waybill.js';
import { SharedPlan } from './a-shared-plan.js';
import { type ApiAnswer, refused, SegmentApi, TOKEN } from './segment-api.js';

let shared: SharedPlan;

beforeEach(async () => {
  shared = await SharedPlan.start();
});

afterEach(() => shared.close());

const events = (count: number): ReturnType<typeof anEvent>[] =>
  Array.from({ length: count }, (_, index) => anEvent(`Event ${index}`));

describe('waybill plan pull', () => {
  it('writes a plan that can be loaded, with the rules of all pages', async () => {
    shared.api.rules = events(450);
    const { exitCode, out, complaints, progress } = await shared.pull();

    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(out).toBe(`${shared.file} is written: Shop, 450 rules.\n`);
    expect(progress).toEqual(['200 of 450 rules', '400 of 450 rules', '450 of 450 rules', '']);
    const { document } = loadPlan(shared.file);
    expect(document).toMatchObject(shared.api.plan);
    expect(document.rules).toEqual(shared.api.rules);
    expect(shared.text).toMatch(/^id: tp_shop\nname: Shop\n/);
    expect(new Set(shared.api.calls.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${TOKEN}`]),
    );
  });

  it('keeps what the file alone has, and the order of its rules', async () => {
    const planning = {
      what: 'An order',
      why: ['How many?'],
      forWhom: ['Finance'],
      where: ['Warehouse'],
    };
    const connections = [{ sourceId: 'src_web' }];
    const order = { ...anEvent('Order Completed'), planning, 'x-owner': 'ada' };
    shared.write({
      name: 'Old name',
      connections,
      'x-team': 'shop',
      rules: [order, anEvent('Gone'), anEvent('Signed Up')],
    });
    const changed = anEvent('Order Completed', { required: ['id'] });
    shared.api.rules = [anEvent('New'), anEvent('Signed Up'), changed];

    const { out } = await shared.pull();

    expect(loadPlan(shared.file).document).toMatchObject({
      id: 'tp_shop',
      name: 'Shop',
      connections,
      'x-team': 'shop',
      rules: [{ ...changed, planning, 'x-owner': 'ada' }, anEvent('Signed Up'), anEvent('New')],
    });
    expect(out).toBe(
      `${shared.file} is written: Shop, 3 rules.\n  ~ TRACK "Order Completed"\n  + TRACK "New"\n  - TRACK "Gone"\n`,
    );
  });

  it('leaves a file as it is that says the same, and its flat rules as well', async () => {
    const jsonSchema = {
      eventMetadata: { name: 'A' },
      type: 'object',
      properties: { b: { type: 'string' } },
    };
    shared.api.rules = [anEvent('A', { properties: { b: { type: 'string' } } })];
    shared.write({
      ...shared.api.plan,
      rules: [{ type: 'TRACK', key: 'A', version: 1, jsonSchema }],
    });
    const before = shared.text;
    expect(await shared.pull()).toMatchObject({
      exitCode: 0,
      out: `${shared.file} is up to date: Shop, 1 rule.\n`,
    });
    expect(shared.text).toBe(before);
  });

  it('writes nothing with --dry-run', async () => {
    shared.write({ name: 'Shop', rules: [] });
    shared.api.rules = events(1);
    const { out } = await shared.pull({ dryRun: true });
    expect(out).toBe(`${shared.file} would be written: Shop, 1 rule.\n  + TRACK "Event 0"\n`);
    expect(loadPlan(shared.file).document.rules).toEqual([]);
  });

  it('prints one JSON document', async () => {
    shared.api.rules = events(1);
    const { out } = await shared.pull({ json: true });
    expect(JSON.parse(out)).toEqual({
      id: 'tp_shop',
      file: shared.file,
      state: 'written',
      rules: 1,
      changes: [{ change: 'added', type: 'TRACK', key: 'Event 0', version: 1 }],
      problems: [],
    });
  });

  it('writes a plan that is not sound, and says what is wrong with it', async () => {
    shared.api.rules = [anEvent('A', { properties: { b: { type: 'string', pattern: '(?!x)' } } })];
    const { exitCode, complaints } = await shared.pull();
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(
      /plan\.yaml: rules\[0\]\.jsonSchema.*\(TRACK "A"\) must be a pattern that RE2 has/,
    );
    expect(shared.text).toContain('(?!x)');
  });

  it('takes what was mended at the service into a file that is not sound', async () => {
    shared.api.rules = [anEvent('A', { properties: { b: { type: 'string', pattern: '(?!x)' } } })];
    await shared.pull();
    shared.api.rules = [anEvent('A', { properties: { b: { type: 'string', pattern: '^x' } } })];
    const { exitCode, out } = await shared.pull();
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: `${shared.file} is written: Shop, 1 rule.\n  ~ TRACK "A"\n`,
    });
    expect(loadPlan(shared.file).rules).toHaveLength(1);
  });

  it('leaves a file alone that somebody changed meanwhile', async () => {
    const edited = { id: 'tp_shop', name: 'Edited by hand', rules: [] };
    shared.write({ ...edited, name: 'Shop' });
    shared.api.rules = events(1);
    shared.api.meanwhile = () => shared.write(edited);
    const { exitCode, out, complaints } = await shared.pull();
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(complaints).toBe(
      `error: ${shared.file} was changed while the plan was fetched, and is left as it is. Pull again.\n`,
    );
    expect(loadPlan(shared.file).document).toEqual(edited);
  });

  it('replaces a file at once, keeps who may read it, and leaves nothing beside it', async () => {
    shared.write({ id: 'tp_shop', name: 'Shop', rules: [] });
    chmodSync(shared.file, 0o600);
    shared.api.rules = events(1);
    const before = statSync(shared.file);
    await shared.pull();
    const after = statSync(shared.file);
    expect([after.ino === before.ino, after.mode]).toEqual([false, before.mode]);
    expect(readdirSync(dirname(shared.file))).toEqual(['plan.yaml']);
  });

  it('leaves out what is empty, and rules that are not known', async () => {
    const odd = [
      { type: 'IDENTIFY', key: '', version: 1, jsonSchema: null, deprecatedAt: '' },
      { type: 'ALIAS', version: 1, jsonSchema: {} },
    ];
    shared.api.rules = JSON.parse(JSON.stringify(odd));
    const { exitCode, complaints } = await shared.pull();
    expect(exitCode).toBe(0);
    expect(complaints).toBe('note: 1 rule of a type that is not known here: left out.\n');
    expect(loadPlan(shared.file).document.rules).toEqual([
      { type: 'IDENTIFY', version: 1, jsonSchema: {} },
    ]);
  });

  it('waits as long as the API asks', async () => {
    shared.api.script(
      refused(429, { message: 'Too many requests', data: { msBeforeNext: 57_647 } }),
      refused(429, {}, { 'retry-after': '7' }),
      refused(503),
    );
    const pulled = shared.pull();
    await until(() => shared.clock.waits.includes(57_647));
    await shared.clock.advance(57_647);
    await until(() => shared.clock.waits.includes(7_000));
    await shared.clock.advance(7_000);
    await until(() => shared.clock.waits.includes(4_000));
    await shared.clock.advance(4_000);
    const { exitCode, progress } = await pulled;
    expect(exitCode).toBe(0);
    expect(progress).toContain('the API is busy: next try in 58 s');
  });

  it('gives up after five retries', async () => {
    shared.api.script(
      ...Array.from({ length: 6 }, () => refused(500, { message: `Broken: ${TOKEN}` })),
    );
    const pulled = shared.pull();
    for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000]) {
      await until(() => shared.clock.waits.includes(waitMs));
      await shared.clock.advance(waitMs);
    }
    expect(await pulled).toMatchObject({
      exitCode: 1,
      complaints: `error: The API failed (500): Broken: ***. Try again later. ${shared.file} is as it was.\n`,
    });
    expect(shared.api.calls).toHaveLength(6);
  });

  it('fails at once where nobody is there to answer', async () => {
    const gone = await SegmentApi.start();
    const { url } = gone;
    await gone.close();
    const { exitCode, complaints, progress } = await shared.pull({ api: url });

    expect(exitCode).toBe(1);
    expect(complaints).toMatch(/can't be reached: ECONNREFUSED\. .*plan\.yaml is as it was\.\n$/);
    expect(progress).toEqual(['']);
  });

  it('says why it waits', async () => {
    shared.api.script((_call, response) => void response.destroy());
    const pulled = shared.pull();
    await until(() => shared.clock.waits.includes(1_000));
    await shared.clock.advance(1_000);

    expect((await pulled).progress).toContain("the API can't be reached: next try in 1 s");
  });

  it('does not wait for ever for an answer', async () => {
    shared.api.script(
      ...Array.from(
        { length: 6 },
        (): ApiAnswer => (_call, response) => void response.write('{"data":'),
      ),
    );
    const pulled = shared.pull();
    for (const retryMs of [1_000, 2_000, 4_000, 8_000, 16_000]) {
      await until(() => shared.clock.waits.includes(60_000));
      await shared.clock.advance(60_000);
      await until(() => shared.clock.waits.includes(retryMs));
      await shared.clock.advance(retryMs);
    }
    await until(() => shared.clock.waits.includes(60_000));
    await shared.clock.advance(60_000);
    expect(await pulled).toMatchObject({
      exitCode: 1,
      complaints: expect.stringMatching(/can't be reached: no answer within 60 s/),
    });
  });

  const html: ApiAnswer = (_call, response) => void response.end('<html>');
  const turned: ApiAnswer = (_call, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:9/' });
    response.end();
  };
  const circle: ApiAnswer = (_call, response) =>
    void response.end(JSON.stringify({ data: { rules: [], pagination: { next: 'again' } } }));

  it.each<[string, readonly (ApiAnswer | undefined)[], RegExp]>([
    [
      'refuses the token',
      [refused(401, { message: 'Unauthorized' })],
      /refused the token of WAYBILL_SEGMENT_TOKEN \(401\): Unauthorized\. Copy it again/,
    ],
    [
      'allows nothing',
      [refused(403)],
      /may not do that \(403\)\. It needs the right to tracking plans/,
    ],
    [
      'has no such plan',
      [refused(404)],
      /There is no such tracking plan at http:\S+ \(404\)\. Workspaces of the EU have --api https:\/\/eu1/,
    ],
    [
      'refuses the request',
      [refused(400, { message: `not ${TOKEN}\u001b[2J`, field: 'id' })],
      /refused the request \(400\): not \*\*\*\uFFFD\[2J \(id\)/,
    ],
    ['gives no JSON', [html], /gave an answer without data \(200\)/],
    ['redirects', [turned], /refused the request \(302\)/],
    [
      'has no plan',
      [(_call, response) => void response.end('{"data":{}}')],
      /no answer with a tracking plan/,
    ],
    [
      'has no rules',
      [undefined, (_call, response) => void response.end('{"data":{}}')],
      /no answer with a list of rules/,
    ],
    [
      'has pages in a circle',
      [undefined, circle, circle],
      /no answer with a page that comes after the others/,
    ],
  ])('fails, and leaves the file alone, where the API %s', async (_name, script, words) => {
    shared.write({ name: 'Shop', rules: [] });
    const before = shared.text;
    shared.api.script(...script);
    const { exitCode, complaints } = await shared.pull();
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(words);
    expect(complaints).not.toContain(TOKEN);
    expect(shared.text).toBe(before);
  });

  it.each<
    [string, () => Promise<{ readonly exitCode: number; readonly complaints: string }>, RegExp]
  >([
    ['another id', () => shared.pull({ id: 'shop' }), /begins with tp_/],
    ['an address that is none', () => shared.pull({ api: 'segment' }), /--api must be a URL/],
    [
      'an open line',
      () => shared.pull({ api: 'http://api.example.com' }),
      /--api must begin with https:/,
    ],
    [
      'a secret in the address',
      () => shared.pull({ api: 'https://a:b@example.com' }),
      /must be the address alone/,
    ],
    ['no --out', () => waybill('plan', 'pull', '--id', 'tp_a'), /required option '--out <file>'/],
  ])('is not understood with %s', async (_name, run, words) => {
    const { exitCode, complaints } = await run();
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(words);
    expect(shared.api.calls).toEqual([]);
  });

  it('does not write over another plan, or one that is broken', async () => {
    shared.write({ id: 'tp_other', name: 'Other', rules: [] });
    expect(await shared.pull()).toMatchObject({
      exitCode: 2,
      complaints: expect.stringMatching(/is another plan, tp_other/),
    });
    shared.write({ name: 'Broken' });
    expect(await shared.pull()).toMatchObject({
      exitCode: 2,
      complaints: expect.stringMatching(/rules must be there/),
    });
    expect(shared.api.calls).toEqual([]);
  });

  it('says where the token belongs', async () => {
    const { exitCode, complaints } = await waybill(
      'plan',
      'pull',
      '--id',
      'tp_a',
      '--out',
      'none/plan.yaml',
    );
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(/WAYBILL_SEGMENT_TOKEN is not set/);
  });
});

// It is dist/ that is run, as users do: `npm run build` comes first.
describe('waybill plan pull, in a process of its own', () => {
  it('stays until the API has time', async () => {
    shared.api.rules = events(1);
    shared.api.script(refused(429, { data: { msBeforeNext: 1 } }));
    const words = [
      'plan',
      'pull',
      '--id',
      'tp_shop',
      '--out',
      shared.file,
      '--api',
      shared.api.url,
    ];
    const env = { ...process.env, WAYBILL_SEGMENT_TOKEN: TOKEN };
    const ran = await promisify(execFile)(process.execPath, ['dist/cli.mjs', ...words], { env });
    expect(ran).toEqual({ stdout: `${shared.file} is written: Shop, 1 rule.\n`, stderr: '' });
  });
});
