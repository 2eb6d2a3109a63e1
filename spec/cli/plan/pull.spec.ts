import { execFile } from 'node:child_process';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { anEvent, eventRules } from '../../plan/typed-client/a-plan.js';
import { SharedPlan } from './a-shared-plan.js';
import { refused, TOKEN } from './segment-api.js';

let shared: SharedPlan;

beforeEach(async () => {
  shared = await SharedPlan.start();
});

afterEach(() => shared.close());

describe('waybill plan pull', () => {
  it('writes a plan that can be loaded, with the rules of all pages', async () => {
    shared.api.rules = eventRules(450);
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
    shared.api.rules = eventRules(1);
    const { out } = await shared.pull({ dryRun: true });
    expect(out).toBe(`${shared.file} would be written: Shop, 1 rule.\n  + TRACK "Event 0"\n`);
    expect(loadPlan(shared.file).document.rules).toEqual([]);
  });

  it('prints one JSON document', async () => {
    shared.api.rules = eventRules(1);
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
    shared.api.rules = eventRules(1);
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
    shared.api.rules = eventRules(1);
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
});

// It is dist/ that is run, as users do: `npm run build` comes first.
describe('waybill plan pull, in a process of its own', () => {
  it('stays until the API has time', async () => {
    shared.api.rules = eventRules(1);
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
