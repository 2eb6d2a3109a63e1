import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../lib/testing/manual-clock.js';
import { waybillMatchers } from '../../lib/testing/matchers.js';
import { Recorder } from '../../lib/testing/recorder.js';
import { TestEndpoint } from '../../lib/testing/test-endpoint.js';
import { codeIn } from '../support/documents.js';

describe('docs/reference/testing.md', () => {
  const page = readFileSync('docs/reference/testing.md', 'utf8');
  const code = codeIn(page).map((text) => text.replace(/\(.*/, ''));
  const lacking = (names: readonly string[]): readonly string[] =>
    names.filter((name) => !code.includes(name));

  it('has every export of the test kit, and every entry point', () => {
    const entry = readFileSync('lib/testing/index.ts', 'utf8');
    const lists = [...entry.matchAll(/\{([^}]*)\}/g)].map(([, list = '']) => list);
    const exported = lists.flatMap((list) => list.match(/\w+/g) ?? []);
    const names = exported.filter((name) => name !== 'type');
    expect(names).toEqual(expect.arrayContaining(['createTestAnalytics', 'Recorder']));
    const entries = ['', '/jest', '/jest-globals', '/vitest', '/fixtures'];
    expect(lacking([...names, ...entries.map((name) => `waybill/testing${name}`)])).toEqual([]);
  });

  it.each([
    ['a recorder', Recorder.prototype],
    ['an endpoint', TestEndpoint.prototype],
    ['a clock', ManualClock.prototype],
  ])('has every member of %s', (_what, prototype) => {
    const members = Object.getOwnPropertyNames(prototype);
    // What the client calls, and no test.
    const ofClients = ['constructor', 'after', 'soon'];
    expect(lacking(members.filter((name) => !ofClients.includes(name)))).toEqual([]);
  });

  it('has every matcher', () => {
    const matchers = Object.keys(waybillMatchers);
    expect(matchers).toHaveLength(8);
    expect(lacking(matchers)).toEqual([]);
  });
});
