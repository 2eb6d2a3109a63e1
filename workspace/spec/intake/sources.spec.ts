import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SOURCE, Sources } from '../../lib/intake/sources.js';

const WEB = { name: 'web', kind: 'web', writeKey: 'key-1', enabled: true } as const;
const SHOP = { name: 'shop', kind: 'server', writeKey: 'key-2', enabled: false } as const;

describe('the sources', () => {
  it('are told by their write keys', () => {
    const sources = new Sources([WEB, SHOP]);

    expect(sources.of('key-1')).toBe(WEB);
    expect(sources.of('key-2')).toBe(SHOP);
    expect(sources.all).toEqual([WEB, SHOP]);
  });

  it.each(['key-3', 'KEY-1', '', '__proto__', undefined])('take no other key: %j', (writeKey) => {
    expect(new Sources([WEB, SHOP]).of(writeKey)).toBeUndefined();
  });

  it('are one that takes any key where there are none, as long as there is a key', () => {
    const sources = new Sources([]);

    expect(sources.all).toEqual([DEFAULT_SOURCE]);
    expect(sources.of('whatever')).toBe(DEFAULT_SOURCE);
    expect(sources.of(DEFAULT_SOURCE.writeKey)).toBe(DEFAULT_SOURCE);
    expect(sources.of(undefined)).toBeUndefined();
  });
});
