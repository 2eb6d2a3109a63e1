import { describe, expect, it } from '@jest/globals';
import { SeenIds } from '../../lib/intake/seen-ids.js';

describe('the ids that were seen', () => {
  it('are told from new ones', () => {
    const seen = new SeenIds(10);

    expect([seen.add('a'), seen.add('b'), seen.add('a')]).toEqual([true, true, false]);
  });

  it('are forgotten from the oldest when there are too many', () => {
    const seen = new SeenIds(2);
    for (const id of ['a', 'b', 'c']) seen.add(id);

    expect([seen.add('c'), seen.add('b'), seen.add('a')]).toEqual([false, false, true]);
  });
});
