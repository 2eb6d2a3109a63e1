import { symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { useStage } from '../../support/stage.js';
import { aProject } from '../migrate/a-project.js';
import { DevProcess } from './dev-process.js';

jest.setTimeout(30_000);

const stage = useStage();
const PLAN = { name: 'Shop', rules: [{ type: 'TRACK', key: 'Bought', jsonSchema: {} }] };
const ARGS = ['--port', '0', '--memory', '--plan', 'plan.json'];

/** A project that has installed the workspace, and perhaps the package that reads plans. */
function aProjectWith({ packages = ['waybill'], plan = JSON.stringify(PLAN) } = {}): string {
  const cwd = aProject({ 'plan.json': plan, 'node_modules/@waybill/.keep': '' });
  symlinkSync(resolve('workspace'), join(cwd, 'node_modules/@waybill/workspace'));
  for (const name of packages) symlinkSync(resolve('.'), join(cwd, 'node_modules', name));
  return cwd;
}

describe('the built waybill dev with a plan', () => {
  it('holds messages to it, and reads it again when it changes', async () => {
    const cwd = aProjectWith();
    const started = DevProcess.start(stage, ARGS, { cwd });
    const url = await started.url();
    expect(started.out).toMatch(/^ {2}plan +plan\.json$/m);
    const body = JSON.stringify({ writeKey: 'k', userId: 'u', event: 'Brought' });
    await fetch(`${url}/v1/track`, { method: 'POST', body });
    const violations = await (await fetch(`${url}/api/violations`)).json();
    expect(violations).toMatchObject({ unplannedEvents: [{ name: 'Brought', count: 1 }] });

    writeFileSync(join(cwd, 'plan.json'), '{');
    await started.said(
      /plan\.json:1: The file is no JSON.* messages are held to the plan as it was\./,
    );
  });

  it.each([
    ['nothing reads it', { packages: [] }, 1, 'takes the package waybill, which is not installed'],
    ['it is wrong', { plan: '{ "name": 1 }' }, 2, 'plan.json:1: '],
  ])('does not start where %s, and says so', async (_what, given, code, text) => {
    const ended = await DevProcess.start(stage, ARGS, { cwd: aProjectWith(given) }).ended;
    expect(ended.code).toBe(code);
    expect(ended.complaints).toContain(text);
  });
});
