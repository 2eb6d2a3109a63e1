import { describe, expect, it } from '@jest/globals';
import { parseProperties } from '../../lib/insight/property.js';

describe('the notation of properties', () => {
  it('has types, a format and values', () => {
    expect(parseProperties('a b:number|null/seconds c=x|y\n  d:array d.$')).toEqual([
      { path: 'a', types: ['string'] },
      { path: 'b', types: ['number', 'null'], format: 'seconds' },
      { path: 'c', types: ['string'], values: ['x', 'y'] },
      { path: 'd', types: ['array'] },
      { path: 'd.$', types: ['string'] },
    ]);
  });
});
