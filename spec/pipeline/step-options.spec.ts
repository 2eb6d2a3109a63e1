import { describe, expect, it } from '@jest/globals';
import { allow } from '../../lib/pipeline/allow.js';
import { consent } from '../../lib/pipeline/consent.js';
import { enrich } from '../../lib/pipeline/enrich.js';
import { filter } from '../../lib/pipeline/filter.js';
import type { PluginLike } from '../../lib/pipeline/plugin.js';
import { redact } from '../../lib/pipeline/redact.js';
import { sample } from '../../lib/pipeline/sample.js';

interface Kind {
  readonly call: string;
  readonly make: (options: object) => PluginLike;
}

const KINDS: readonly Kind[] = [
  { call: 'filter', make: (options) => filter(() => true, options) },
  { call: 'sample', make: (options) => sample({ rate: 1, ...options }) },
  { call: 'redact', make: (options) => redact({ paths: ['userId'], ...options }) },
  { call: 'allow', make: (options) => allow([], options) },
  { call: 'allow', make: (options) => allow({ properties: [], ...options }) },
  { call: 'consent', make: (options) => consent({ categories: { A: ['a'] }, ...options }) },
  { call: 'enrich', make: (options) => enrich({ context: {}, ...options }) },
];

describe.each(KINDS)('a step made by $call', ({ call, make }) => {
  it('is an enrichment with that name, for all six types', () => {
    const handlers = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
    const step = make({});

    expect(step).toMatchObject({ name: call, type: 'enrichment' });
    expect(step.onError).toBeUndefined();
    expect(Object.keys(step)).toEqual(['name', 'type', ...handlers]);
  });

  it('takes another name', () => {
    expect(make({ name: 'another' }).name).toBe('another');
  });

  it.each([[''], [7], [null]])('takes no name like %j', (name) => {
    expect(() => make({ name })).toThrow(
      expect.objectContaining({ code: 'invalid', call, field: 'name' }),
    );
  });

  it('takes no option that it does not know', () => {
    expect(() => make({ nmae: 'another' })).toThrow(
      expect.objectContaining({ call, field: 'nmae', found: 'none of that name' }),
    );
  });
});

describe('a step', () => {
  it.each([
    ['sample', () => sample(undefined as never)],
    ['redact', () => redact(['userId'] as never)],
    ['allow', () => allow('total' as never)],
    ['consent', () => consent(null as never)],
    ['enrich', () => enrich(7 as never)],
    ['filter', () => filter(() => true, null as never)],
  ])('made by %s needs an object of options', (call, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'invalid', call, field: 'options' }));
  });
});
