import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waybill } from '../waybill.js';
import { SharedPlan } from './a-shared-plan.js';

let shared: SharedPlan;

beforeEach(async () => {
  shared = await SharedPlan.start();
});

afterEach(() => shared.close());

describe('waybill plan pull', () => {
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
