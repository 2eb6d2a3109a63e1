import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent, eventRules } from '../../plan/typed-client/a-plan.js';
import { SharedPlan } from './a-shared-plan.js';
import { cut, refused, TOKEN } from './segment-api.js';

let shared: SharedPlan;

beforeEach(async () => {
  shared = await SharedPlan.start();
});

afterEach(() => shared.close());

describe('waybill plan push', () => {
  it('says what was written, what was not, and what nobody knows', async () => {
    shared.plan(...eventRules(401));
    shared.api.script(undefined, undefined, undefined, ...Array.from({ length: 6 }, () => cut));
    const pushed = shared.push({ yes: true });
    await shared.waitOut(1_000, 2_000, 4_000, 8_000, 16_000);
    const { exitCode, out, complaints } = await pushed;
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /200 changes written\.\nPerhaps written:\n {2}\+ TRACK "Event 200"\n[\s\S]*TRACK "Event 399"\nNot written:\n {2}\+ TRACK "Event 400"\nRun the same command again/,
    );
    expect(complaints).toMatch(/can't be reached/);
    expect(complaints).not.toContain(TOKEN);
  });

  it('says what was refused, in one JSON document', async () => {
    shared.plan(anEvent('A'));
    shared.api.script(
      undefined,
      undefined,
      refused(400, { message: 'No such type', field: 'rules' }),
    );
    const { exitCode, out } = await shared.push({ yes: true, json: true });
    const change = { change: 'added', type: 'TRACK', key: 'A', version: 1 };
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      plan: shared.file,
      api: shared.api.url,
      id: 'tp_shop',
      name: 'Shop',
      state: 'failed',
      details: [],
      changes: [change],
      same: 0,
      kept: 0,
      written: [],
      unsure: [],
      notWritten: [change],
      error: { message: 'The API refused the request (400): No such type (rules).', status: 400 },
    });
  });

  it('fails where the plan is not there', async () => {
    shared.plan(anEvent('A'));
    const { exitCode, complaints } = await shared.push({ yes: true, id: 'tp_none' });
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(/There is no such tracking plan .* Nothing was written\.\n$/);
  });

  it('says how to go on without a second plan, where the new one was made and its rules were not', async () => {
    shared.write({ name: 'Fresh', rules: eventRules(1) });
    shared.api.script(undefined, refused(422, { message: 'No' }));
    const { exitCode, out } = await shared.push({ create: true, yes: true });
    expect(exitCode).toBe(1);
    expect(out).toContain(`Put id: tp_new into ${shared.file}`);
    expect(out).toContain(
      `Then run waybill plan push ${shared.file} without --create, or leave the file as it is and run waybill plan push ${shared.file} --id tp_new: --create would`,
    );
    expect(out).not.toContain('Run the same command again');
  });

  it('makes no second plan where it is not known whether there is a first', async () => {
    shared.write({ name: 'Fresh', rules: [] });
    shared.api.script(cut);
    const { exitCode, complaints } = await shared.push({ create: true, yes: true });
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(
      /can't be reached: .*Perhaps the plan was made: look there before you try again\./,
    );
    expect(shared.api.calls).toHaveLength(1);
  });
});
