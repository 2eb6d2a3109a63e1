import { describe, expect, it } from '@jest/globals';
import { Counters } from '../../lib/client/stats.js';
import { DROP_REASONS } from '../../lib/message/outcome.js';

describe('the reasons why a message is not delivered', () => {
  it('are told once each', () => {
    expect(new Set(DROP_REASONS).size).toBe(DROP_REASONS.length);
  });

  it('all have a count in the account, as a refusal or as a loss', () => {
    const { refused, dropped } = new Counters().snapshot(0);
    const counted = new Set([...Object.keys(refused), ...Object.keys(dropped)]);

    expect([...counted].sort()).toEqual([...DROP_REASONS].sort());
  });
});
