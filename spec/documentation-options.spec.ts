import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Analytics } from '../lib/client/analytics.js';
import { DEFAULTS } from '../lib/client/defaults.js';
import type { AnalyticsOptions } from '../lib/client/options.js';
import { loadPlan } from '../lib/plan/load-plan.js';
import { codeIn, reference, rowsOf } from './support/documents.js';
import { membersOf } from './support/members-of.js';

describe('docs/reference/options.md', () => {
  const rows = rowsOf(reference('options')).filter(([first]) => first?.startsWith('`'));
  const names = rows.map(([first]) => codeIn(first ?? '')[0] ?? '');
  const nested = {
    retry: 'RetryOptions',
    oauthSettings: 'OAuthSettings',
    plan: 'PlanOptions',
    spool: 'SpoolOptions',
  };

  it('has every option, and no other', () => {
    const source = 'lib/client/options.ts';
    const options = membersOf(source, 'AnalyticsOptions').filter((name) => name !== 'retry');
    const parts = Object.entries(nested).flatMap(([option, name]) =>
      membersOf(source, name).map((part) => `${option}.${part}`),
    );
    expect(options).toContain('writeKey');
    expect([...names].sort()).toEqual([...options, ...parts].sort());
  });

  it('has the defaults that the client uses', () => {
    const { retry, authServer, scope, plan, spool, ...plain } = DEFAULTS;
    const expected: Record<string, unknown> = { ...plain };
    for (const [name, value] of Object.entries(retry)) expected[`retry.${name}`] = value;
    for (const [name, value] of Object.entries(plan)) expected[`plan.${name}`] = value;
    for (const [name, value] of Object.entries(spool)) expected[`spool.${name}`] = value;
    expected['oauthSettings.authServer'] = authServer;
    expected['oauthSettings.scope'] = scope;

    const documented = defaultsIn(reference('options'));
    expect({ ...documented, onInvalid: undefined }).toEqual({ ...expected, onInvalid: undefined });
  });

  it('agrees with the table of README', () => {
    const [, section = ''] = readFileSync('README.md', 'utf8').split('\n## Options\n');
    const [own = ''] = section.split('\n## ');
    const shown = defaultsIn(own);
    expect(Object.keys(shown).length).toBeGreaterThan(5);
    expect(defaultsIn(reference('options'))).toMatchObject(shown);
  });

  const bounded = rows.flatMap(([first = '', , bounds = '']) => {
    const [, min, max] = /^([\d_]+) to ([\d_]+)$/.exec(bounds) ?? [];
    if (min === undefined || max === undefined) return [];
    return [{ name: codeIn(first)[0] ?? '', min: toNumber(min), max: toNumber(max) }];
  });

  it('has the bounds of every number', () => {
    const numbers = Object.entries(defaultsIn(reference('options'))).filter(
      ([, value]) => typeof value === 'number',
    );
    expect(bounded.map(({ name }) => name)).toEqual(
      expect.arrayContaining(numbers.map(([name]) => name)),
    );
  });

  it.each(bounded)('has the bounds of $name: $min to $max', ({ name, min, max }) => {
    for (const value of [min, max]) expect(() => clientWith(name, value)).not.toThrow();
    for (const value of [min - 1, max + 1]) {
      expect(() => clientWith(name, value)).toThrow(expect.objectContaining({ field: name }));
    }
  });
});

function defaultsIn(text: string): Record<string, unknown> {
  const found = rowsOf(text).flatMap(([first = '', second = '']) => {
    const [name] = codeIn(first);
    const [value] = codeIn(second);
    return name === undefined || value === undefined ? [] : [[name, toValue(value)] as const];
  });
  return Object.fromEntries(found);
}

function toValue(literal: string): unknown {
  if (literal.startsWith("'")) return literal.slice(1, -1);
  if (literal === 'true' || literal === 'false') return literal === 'true';
  return toNumber(literal);
}

function toNumber(literal: string): number {
  return Number(literal.replaceAll('_', ''));
}

const A_PLAN = loadPlan({ name: 'A plan', rules: [] });

/** What an option needs beside the number that is set in it. */
const NEEDED: Readonly<Record<string, object>> = {
  plan: { plan: A_PLAN },
  spool: { folder: 'a-folder' },
};

/** A client with one number set, and what must go with it. */
function clientWith(name: string, value: number): Analytics {
  const [option = '', part] = name.split('.');
  const companions: Partial<AnalyticsOptions> = {
    ...(name === 'maxBatchBytes' ? { maxEventBytes: 512 } : {}),
    // A disabled client makes no folder.
    ...(option === 'spool' ? { disable: true } : {}),
    ...(name === 'maxEventBytes' ? { maxBatchBytes: 10 * 1024 * 1024 } : {}),
  };
  const needed = NEEDED[option] ?? {};
  const own = part === undefined ? { [option]: value } : { [option]: { ...needed, [part]: value } };
  return new Analytics({ writeKey: 'a-write-key', ...companions, ...own });
}
