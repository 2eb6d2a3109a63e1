import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '../../lib/cli/command-context.js';
import { allCommands, commandTree } from '../../lib/cli/completion/command-tree.js';
import { LEVELS } from '../../lib/cli/doctor/finding.js';
import { hintForUnknown, refusalOf } from '../../lib/cli/migrate/client-options.js';
import { CLIENTS, RENAMED_EXPORTS } from '../../lib/cli/migrate/clients.js';
import { CONSTRUCTS } from '../../lib/cli/migrate/constructs.js';
import { OPTION_RULES } from '../../lib/cli/migrate/option-rules.js';
import { makeProgram } from '../../lib/cli/program.js';
import { ADVICE_LEVELS } from '../../lib/plan/advice/advice-codes.js';
import { CHANGE_CODES } from '../../lib/plan/diff/difference.js';
import { REMARK_KINDS } from '../../lib/plan/infer/remarks.js';
import { codeIn, rowsOf } from '../support/documents.js';
import { offers } from './migrate/a-project.js';
import { waybill } from './waybill.js';

const reference = readFileSync('docs/reference/cli.md', 'utf8');
const LONG_OPTION = /(?<=`)--[\w-]+/g;
const EXIT_CODES = /^Exit codes: .*$/m;

/** All commands that do something. */
const COMMANDS = allCommands(
  commandTree(makeProgram(aContext(), pathToFileURL('lib/index.ts'))),
).filter(({ commands }) => commands.length === 0);

function aContext(): CommandContext {
  const ignore = (): void => undefined;
  return {
    terminal: { write: ignore, complain: ignore, progress: ignore },
    exitWith: ignore,
  };
}

function sectionOf(name: string): string {
  const [, section = ''] = reference.split(`\n## waybill ${name}\n`);
  return section.split('\n## ')[0] ?? '';
}

/** What stands in the first cells of a section: options, and arguments that may be left out. */
function optionsIn(section: string): readonly string[] {
  return rowsOf(section).flatMap(([first = '']) => [
    ...(first.match(LONG_OPTION) ?? []),
    ...(/^`(\[\w+\])`$/.exec(first)?.slice(1) ?? []),
  ]);
}

describe('docs/reference/cli.md', () => {
  it('has every code of a finding with its severity, and no other', () => {
    const documented = rowsOf(sectionOf('migrate')).flatMap(([first = '', second = '']) => {
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

  it('has every command, with its arguments', () => {
    const usages = COMMANDS.map(({ path, arguments: given }) =>
      ['waybill', ...path, ...given.map(({ name }) => name)].join(' '),
    );
    const documented = rowsOf(reference).flatMap(([first = '', second = '']) =>
      first.startsWith('`waybill ') ? [...codeIn(first), ...codeIn(second)] : [],
    );
    const sends = documented.filter((usage) => usage.startsWith('send '));
    const all = [...documented, ...sends.map((usage) => `waybill ${usage}`)];
    expect(usages.length).toBeGreaterThan(15);
    expect(usages.filter((usage) => !all.includes(usage))).toEqual([]);
  });

  it.each(COMMANDS.filter(({ path: [first] }) => first !== 'send'))(
    'has every option and argument of $path, and no other',
    ({ path, options, arguments: given }) => {
      const own = sectionOf(path.join(' '));
      const known = [
        ...options.map(({ long }) => long).filter((long) => long !== '--help'),
        ...given.map(({ name }) => name).filter((name) => /^\[\w+\]$/.test(name)),
      ];
      expect([...optionsIn(own)].sort()).toEqual([...known].sort());
    },
  );

  it.each(COMMANDS.filter(({ path: [first] }) => first === 'send'))(
    'has every option of $path, and no other',
    ({ path: [, call = ''], options }) => {
      const rows = rowsOf(sectionOf('send')).filter(
        ([, calls = '']) => calls === 'all' || calls.split(', ').includes(call),
      );
      const documented = rows.flatMap(([first = '']) => first.match(LONG_OPTION) ?? []);
      const known = options.map(({ long }) => long).filter((long) => long !== '--help');
      expect(known.length).toBeGreaterThan(9);
      expect([...documented].sort()).toEqual([...known].sort());
    },
  );

  it.each(COMMANDS)('has the exit codes that the help of $path has', async ({ path }) => {
    const { out } = await waybill(...path, '--help');
    const [codes] = EXIT_CODES.exec(out) ?? [];
    expect(codes).toMatch(/^Exit codes: 0 .+, 2 /);
    expect(EXIT_CODES.exec(sectionOf(path[0] === 'send' ? 'send' : path.join(' ')))?.[0]).toBe(
      codes,
    );
  });

  it.each(COMMANDS)(
    'is about a command whose help fits into 80 columns: $path',
    async ({ path }) => {
      const { out } = await waybill(...path, '--help');
      // Prose is wrapped where somebody watches; what is indented is not.
      const long = out.split('\n').filter((line) => line.startsWith(' ') && line.length > 80);
      expect(long).toEqual([]);
    },
  );

  it('has every finding of doctor with its level, and no other', () => {
    const [, table = ''] = sectionOf('doctor').split('| finding |');
    const documented = rowsOf(`| code |${table}`).map(([first = '', second = '']) => [
      ...codeIn(first),
      ...codeIn(second),
    ]);
    const rows = documented.filter((cells) => cells.length > 1);
    expect(rows.sort()).toEqual(Object.entries(LEVELS).sort());
  });
});

describe('docs/reference/cli.md on plans', () => {
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
