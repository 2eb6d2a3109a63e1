import { describe, expect, it } from '@jest/globals';
import { resolveSpool } from '../../lib/client/spool-options.js';
import { thrownBy } from '../support/thrown-by.js';

const DEFAULTS = {
  mode: 'overflow',
  fsync: 'interval',
  fsyncInterval: 100,
  maxBytes: 536_870_912,
  maxAge: 604_800,
  drainRate: 1_000,
};

describe('the options of a spool', () => {
  it('may be a folder alone', () => {
    expect(resolveSpool(undefined)).toBeUndefined();
    expect(resolveSpool('/var/spool')).toEqual({ ...DEFAULTS, folder: '/var/spool' });
    expect(resolveSpool({ folder: 'a' })).toEqual({ ...DEFAULTS, folder: 'a' });
  });

  it('take what is said, and the defaults for the rest', () => {
    const said = { folder: 'a', mode: 'journal', fsync: 'always', drainRate: 0, maxBytes: 2 ** 20 };
    expect(resolveSpool(said)).toEqual({ ...DEFAULTS, ...said });
  });

  it.each([
    [7, 'spool must be a folder, or an object with at least a folder; found the number 7'],
    ['', 'spool.folder must be the path of a folder; found an empty string'],
    [{}, 'spool.folder must be the path of a folder; found undefined'],
    [{ folder: 'a', mode: 'x' }, "spool.mode must be 'overflow' or 'journal'; found a string"],
    [
      { folder: 'a', fsync: true },
      "spool.fsync must be 'close', 'interval' or 'always'; found a boolean",
    ],
    [{ folder: 'a', maxAge: 0 }, 'spool.maxAge must be'],
    [{ folder: 'a', drainRate: -1 }, 'spool.drainRate must be'],
    [{ folder: 'a', maxBytes: 5 }, 'spool.maxBytes must be'],
    [{ folder: 'a', fsyncInterval: Number.NaN }, 'spool.fsyncInterval must be'],
    [{ folder: 'a', drainrate: 1 }, 'drainRate'],
  ])('are named where they are wrong: %j', (given, text) => {
    expect(String(thrownBy(() => resolveSpool(given)))).toContain(text);
  });
});
