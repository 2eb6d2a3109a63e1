import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { hintForUnknown, refusalOf } from '../../lib/cli/migrate/client-options.js';
import { CLIENTS, RENAMED_EXPORTS } from '../../lib/cli/migrate/clients.js';
import { CONSTRUCTS } from '../../lib/cli/migrate/constructs.js';
import { OPTION_RULES } from '../../lib/cli/migrate/option-rules.js';
import { ADVICE_LEVELS } from '../../lib/plan/advice/advice-codes.js';
import { CHANGE_CODES } from '../../lib/plan/diff/difference.js';
import { REMARK_KINDS } from '../../lib/plan/infer/remarks.js';
import { codeIn, rowsOf } from '../support/documents.js';
import { offers } from './migrate/a-project.js';
import { waybill } from './waybill.js';

const reference = readFileSync('docs/reference/cli.md', 'utf8');

describe('docs/reference/cli.md', () => {
  it('has every code of a finding with its severity, and no other', () => {
    const documented = rowsOf(reference).flatMap(([first = '', second = '']) => {
      const [severity] = /^`(?:change|manual|check|note)`$/.exec(second) ?? [];
      return severity === undefined ? [] : [[...codeIn(first), ...codeIn(severity)]];
    });
    const all = Object.entries(CONSTRUCTS).map(([code, { severity }]) => [code, severity]);
    expect(documented.sort()).toEqual(all.sort());
  });

  it('has every client', () => {
    const names = Object.values(CLIENTS).map((client) => client.package);
    expect(codeIn(reference)).toEqual(expect.arrayContaining(names));
  });

  it.each(['migrate', 'dev'])(
    'has every option that the help of %s has, and no other',
    async (name) => {
      const { out } = await waybill(name, '--help');
      const [argument] = /\[folder\]$/m.exec(out) ?? [];
      const options = out.match(/(?<=^ {2})--[\w-]+/gm) ?? [];
      const helped = argument === undefined ? options : [argument, ...options];
      const [, section = ''] = reference.split(`\n## waybill ${name}\n`);
      const [own = ''] = section.split('\n## ');
      const documented = rowsOf(own).flatMap(
        ([first = '']) => first.match(/(?<=^`)(\[\w+\]|--[\w-]+)/g) ?? [],
      );

      expect(options.length).toBeGreaterThan(1);
      expect(documented.sort()).toEqual(helped.sort());
    },
  );

  it.each(['migrate', 'dev'])('has every exit code that the help of %s has', async (name) => {
    const { out } = await waybill(name, '--help');
    const [exitCodes = ''] = /(?<=^Exit codes: ).*/m.exec(out) ?? [];
    const firsts = rowsOf(reference).flatMap(([first = '']) => codeIn(first));
    expect(firsts.filter((code) => /^\d$/.test(code))).toEqual(exitCodes.match(/\d/g));
  });
});

describe('docs/reference/cli.md on plans', () => {
  const sectionOf = (name: string): string => {
    const [, section = ''] = reference.split(`\n## waybill ${name}\n`);
    return section.split('\n## ')[0] ?? '';
  };

  it.each([
    'plan check',
    'plan diff',
    'plan docs',
    'plan types',
    'plan pull',
    'plan push',
    'plan infer',
    'plan verify',
  ])('has every option and exit code that the help of %s has, and no other', async (name) => {
    const { out } = await waybill(...name.split(' '), '--help');
    const section = sectionOf(name);
    const documented = rowsOf(section).flatMap(
      ([first = '']) => first.match(/(?<=^`)--[\w-]+/g) ?? [],
    );
    const options = out.match(/(?<=^ {2})--[\w-]+/gm) ?? [];
    expect(options.length).toBeGreaterThan(1);
    expect(documented.sort()).toEqual([...options].sort());
    const exitCodes = /^Exit codes: .*$/m;
    expect(exitCodes.exec(section)?.[0]).toBe(exitCodes.exec(out)?.[0]);
  });

  it('has every code of advice with its level, and no other', () => {
    const documented = rowsOf(sectionOf('plan check')).flatMap(([first = '', second = '']) => {
      const [level] = /(?<=^`)(?:warning|hint)(?=`$)/.exec(second) ?? [];
      return level === undefined ? [] : [[...codeIn(first), level]];
    });
    expect(documented.sort()).toEqual(Object.entries(ADVICE_LEVELS).sort());
  });

  it('has every kind of a remark, and no other', () => {
    const [, table = ''] = sectionOf('plan infer').split('| kind of a remark |');
    const documented = rowsOf(`| kind |${table}`).flatMap(([first = '']) => codeIn(first));
    expect(documented.sort()).toEqual([...REMARK_KINDS].sort());
  });

  it('has every code of a change, and no other', () => {
    const [, table = ''] = sectionOf('plan diff').split('| code of a change |');
    const documented = rowsOf(`| code |${table}`).flatMap(([first = '']) => codeIn(first));
    expect(documented.sort()).toEqual([...CHANGE_CODES].sort());
  });
});

describe('what migrate knows of Waybill', () => {
  const renamed = Object.values(OPTION_RULES).flatMap((rules) => Object.entries(rules));

  it.each(renamed)('is right about the option %s', (name, rule) => {
    const isBytes = name === 'maxQueueSize';
    expect(hintForUnknown([name]) === undefined).toBe(isBytes);
    if (rule.kind === 'renamed') expect(hintForUnknown([rule.to])).toBeUndefined();
  });

  it('asks the constructor about names and values', () => {
    expect(hintForUnknown(['flushAt'])).toBeUndefined();
    expect(hintForUnknown(['writeKey'])).toBeUndefined();
    expect(hintForUnknown(['oauthSettings', 'clientId'])).toBeUndefined();
    expect(hintForUnknown(['flushAtt'])).toMatch(/flushAt/);
    expect(hintForUnknown(['oauthSettings', 'client'])).toMatch(/perhaps client/);
    expect(refusalOf(['flushAt'], 1)).toBeUndefined();
    expect(refusalOf(['flushAt'], 0)).toMatch(/^flushAt must be a whole number/);
    expect(refusalOf(['retry', 'factor'], 0)).toMatch(/^retry\.factor must be/);
    expect(refusalOf(['maxEventBytes'], 1_000_000)).toBeUndefined();
  });

  it('reads the names that it exports, types among them', () => {
    expect([...offers]).toEqual(expect.arrayContaining(['Analytics', 'default', 'Outcome']));
  });

  it.each(Object.entries(RENAMED_EXPORTS))('has %s, or %s in its place', (name, to) => {
    expect(offers.has(name) || offers.has(to)).toBe(true);
  });
});
