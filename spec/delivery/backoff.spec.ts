import { describe, expect, it } from '@jest/globals';
import { backoffMs } from '../../lib/delivery/backoff.js';

const OPTIONS = { minTimeout: 500, maxTimeout: 60_000, factor: 2 };

describe('the wait before a retry', () => {
  it.each([
    [0, 250, 500],
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [6, 16_000, 32_000],
    [7, 30_000, 60_000],
    [8, 30_000, 60_000],
    [1_000, 30_000, 60_000],
    [100_000, 30_000, 60_000],
  ])('of number %i is between %i and %i ms', (retry, least, most) => {
    expect(backoffMs(retry, OPTIONS, 0)).toBe(least);
    expect(backoffMs(retry, OPTIONS, 0.5)).toBe((least + most) / 2);
    expect(backoffMs(retry, OPTIONS, 1)).toBe(most);
  });

  it('is never nothing, not even the first', () => {
    expect(backoffMs(0, { minTimeout: 1, maxTimeout: 1, factor: 1 }, 0)).toBeGreaterThan(0);
  });

  it('stays the same with a factor of 1', () => {
    expect(backoffMs(50, { ...OPTIONS, factor: 1 }, 1)).toBe(500);
  });

  it('is never longer than maxTimeout, even where minTimeout is', () => {
    expect(backoffMs(0, { minTimeout: 5_000, maxTimeout: 100, factor: 2 }, 1)).toBe(100);
  });
});
