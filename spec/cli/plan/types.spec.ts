import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent, aPlan } from '../../plan/typed-client/a-plan.js';
import { waybill } from '../waybill.js';

describe('waybill plan types', () => {
  let folder: string;
  let plan: string;
  let out: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-types-'));
    plan = join(folder, 'plan.json');
    out = join(folder, 'analytics.ts');
    planned('Order Completed');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const planned = (...keys: readonly string[]): void =>
    writeFileSync(plan, JSON.stringify(aPlan(...keys.map((key) => anEvent(key)))));

  it('writes a client', async () => {
    const { exitCode, out: said } = await waybill('plan', 'types', plan, '--out', out);
    expect(exitCode).toBe(0);
    expect(said).toBe(`${out} is written: 1 function for events.\n`);
    expect(readFileSync(out, 'utf8')).toContain('orderCompleted(');
  });

  it('leaves a file alone that is up to date', async () => {
    await waybill('plan', 'types', plan, '--out', out);
    utimesSync(out, 1, 1);
    const { exitCode, out: said } = await waybill('plan', 'types', plan, '--out', out);
    expect(exitCode).toBe(0);
    expect(said).toMatch(/is up to date/);
    expect(statSync(out).mtimeMs).toBe(1_000);
  });

  it('writes nothing with --check, and says by its exit code whether it would', async () => {
    const check = (): ReturnType<typeof waybill> =>
      waybill('plan', 'types', plan, '--out', out, '--check');
    const missing = await check();
    expect(missing).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(/^There is no .*Run waybill plan types/),
    });
    expect(statSync(out, { throwIfNoEntry: false })).toBeUndefined();

    await waybill('plan', 'types', plan, '--out', out);
    expect(await check()).toMatchObject({ exitCode: 0 });
    writeFileSync(out, readFileSync(out, 'utf8').replaceAll('\n', '\r\n'));
    expect(await check()).toMatchObject({ exitCode: 0 });

    planned('Order Completed', 'Signed Up');
    const before = readFileSync(out, 'utf8');
    expect(await check()).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(/is not what .* makes/),
    });
    expect(readFileSync(out, 'utf8')).toBe(before);
  });

  it('prints one JSON document', async () => {
    planned('Order Completed', 'order_completed');
    const { out: said, complaints } = await waybill('plan', 'types', plan, '--out', out, '--json');
    expect(JSON.parse(said)).toEqual({
      plan,
      file: out,
      state: 'written',
      functions: [
        {
          function: 'orderCompleted',
          properties: 'OrderCompleted',
          type: 'TRACK',
          key: 'Order Completed',
          version: 1,
        },
        {
          function: 'orderCompleted_2',
          properties: 'OrderCompleted_2',
          type: 'TRACK',
          key: 'order_completed',
          version: 1,
        },
      ],
      notes: ['"order_completed" is the function orderCompleted_2, since orderCompleted is taken.'],
    });
    expect(complaints).toMatch(/^note: "order_completed"/);
  });

  it('writes over no file that it did not make', async () => {
    writeFileSync(out, 'export const mine = 1;\n');
    const { exitCode, complaints } = await waybill('plan', 'types', plan, '--out', out);
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(/was not made by this command\. Name another file, or delete it\./);
    expect(readFileSync(out, 'utf8')).toBe('export const mine = 1;\n');
  });

  it.each<[string, () => readonly string[], RegExp]>([
    ['no --out', () => [plan], /required option '--out <file>'/],
    ['no plan', () => ['--out', out], /missing required argument/],
  ])('is not understood with %s', async (_name, args, complaint) => {
    const { exitCode, complaints } = await waybill('plan', 'types', ...args());
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(complaint);
  });

  it('does not write a client without a call', async () => {
    planned();
    const { exitCode, complaints } = await waybill('plan', 'types', plan, '--out', out);
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(/has no rule for a call/);
  });
});

describe('examples/typed-tracking', () => {
  const plan = 'examples/typed-tracking/plan.json';

  const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

  it('has the example plan, and the client that is made of it', async () => {
    expect(read(plan)).toEqual(read('spec/fixtures/plan/example-plan.json'));
    const ran = await waybill(
      'plan',
      'types',
      plan,
      '--out',
      'examples/typed-tracking/analytics.ts',
      '--check',
    );
    expect(ran).toMatchObject({ exitCode: 0, complaints: '' });
  });
});
