import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { describe, expect, it } from '@jest/globals';
import { VERSION } from '../../../lib/message/version.js';
import { aProject } from '../migrate/a-project.js';
import { waybill } from '../waybill.js';

const PLAN = 'spec/fixtures/plan/example-plan.json';
const MARKDOWN = /^<!-- Made by waybill plan docs\. [^\n]*-->\n\n# Storefront and accounts\n/;
const HTML = /^<!doctype html>\n<!-- Made by waybill plan docs\. /;

describe('waybill plan docs', () => {
  it.each([
    [[], MARKDOWN],
    [['--format', 'markdown'], MARKDOWN],
    [['--format', 'html'], HTML],
  ])('prints the document with %j', async (flags, start) => {
    const { exitCode, out, complaints } = await waybill('plan', 'docs', PLAN, ...flags);
    expect([exitCode, complaints]).toEqual([0, '']);
    expect(out).toMatch(start);
  });

  it.each([
    ['plan.md', [], MARKDOWN],
    ['plan.html', [], HTML],
    ['plan.HTM', [], HTML],
    ['plan.html', ['--format', 'markdown'], MARKDOWN],
  ])('writes %s with %j', async (name, flags, start) => {
    const out = join(aProject({}), name);
    const ran = await waybill('plan', 'docs', PLAN, '--out', out, ...flags);
    expect(ran).toMatchObject({
      exitCode: 0,
      out: `${out} has the plan "Storefront and accounts", with 10 rules.\n`,
    });
    expect(readFileSync(out, 'utf8')).toMatch(start);
  });

  it.each(['plan.md', 'plan.html'])('writes %s again', async (name) => {
    const out = join(aProject({}), name);
    await waybill('plan', 'docs', PLAN, '--out', out);
    const written = readFileSync(out, 'utf8');
    writeFileSync(out, `${written.replaceAll('\n', '\r\n')}more`);
    expect(await waybill('plan', 'docs', PLAN, '--out', out)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(out, 'utf8')).toBe(written);
  });

  it('writes over what somebody else wrote with --force alone', async () => {
    const out = join(aProject({ 'README.md': '# By hand' }), 'README.md');
    const refused = await waybill('plan', 'docs', PLAN, '--out', out);
    expect(refused).toMatchObject({ exitCode: 2, out: '' });
    expect(refused.complaints).toMatch(/was not made by this command\. .* --force/);
    expect(readFileSync(out, 'utf8')).toBe('# By hand');

    await waybill('plan', 'docs', PLAN, '--out', out, '--force');
    expect(readFileSync(out, 'utf8')).toMatch(MARKDOWN);
  });

  it('never writes over the plan', async () => {
    const text = readFileSync(PLAN, 'utf8');
    const folder = aProject({ 'plan.json': text });
    const out = `${folder}/../${folder.split('/').at(-1)}/plan.json`;
    const ran = await waybill('plan', 'docs', join(folder, 'plan.json'), '--out', out, '--force');
    expect(ran).toMatchObject({ exitCode: 2, out: '' });
    expect(ran.complaints).toMatch(/is the plan itself\. Name another file\./);
    expect(readFileSync(out, 'utf8')).toBe(text);
  });

  it('prints one JSON document', async () => {
    const about = { version: VERSION, file: PLAN, name: 'Storefront and accounts' };
    const printed = await waybill('plan', 'docs', PLAN, '--json');
    expect(JSON.parse(printed.out)).toEqual({
      ...about,
      format: 'markdown',
      document: expect.stringMatching(MARKDOWN),
    });

    const out = join(aProject({}), 'plan.html');
    const written = await waybill('plan', 'docs', PLAN, '--json', '--out', out);
    expect(JSON.parse(written.out)).toEqual({ ...about, format: 'html', out });
    expect(existsSync(out)).toBe(true);
  });

  it.each([
    [['plan', 'docs'], /missing required argument 'plan'/],
    [['plan', 'docs', PLAN, '--format', 'pdf'], /--format must be markdown or html; found pdf\./],
  ])('complains of %j and exits with 2', async (words, text) => {
    const { exitCode, out, complaints } = await waybill(...words);
    expect([exitCode, out]).toEqual([2, '']);
    expect(complaints).toMatch(text);
  });
});
