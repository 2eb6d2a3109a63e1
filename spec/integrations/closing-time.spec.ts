import { describe, expect, it } from '@jest/globals';
import { closingMs, longestBeforeMs } from '../../lib/integrations/closing-time.js';

describe('the time of a shutdown', () => {
  it.each([0, 100, 8_000, 3_600_000])('is one for all that ends in it: %i ms', (timeoutMs) => {
    const longestMs = longestBeforeMs(timeoutMs);
    for (const tookMs of [0, longestMs / 2, longestMs]) {
      expect(tookMs + closingMs(timeoutMs, tookMs)).toBe(timeoutMs);
    }
  });

  it('leaves a quarter for the clients, also where a timer was late', () => {
    expect(longestBeforeMs(8_000)).toBe(6_000);
    expect([closingMs(8_000, 7_000), closingMs(8_000, 60_000)]).toEqual([2_000, 2_000]);
  });
});
