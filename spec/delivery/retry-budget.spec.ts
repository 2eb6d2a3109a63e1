import { describe, expect, it } from '@jest/globals';
import { RetryBudget } from '../../lib/delivery/retry-budget.js';

function spendAll(budget: RetryBudget, isTimeout = false): number {
  let paid = 0;
  while (budget.spend({ isTimeout })) paid += 1;
  return paid;
}

describe('the retry budget', () => {
  it('pays for a hundred retries', () => {
    expect(spendAll(new RetryBudget())).toBe(100);
  });

  it('pays for fifty timeouts, which cost twice as much', () => {
    expect(spendAll(new RetryBudget(), true)).toBe(50);
  });

  it('gets one token back a success, so that five pay for another retry', () => {
    const budget = new RetryBudget();
    spendAll(budget);
    for (let success = 0; success < 4; success += 1) budget.refund();
    expect(budget.spend({ isTimeout: false })).toBe(false);

    budget.refund();

    expect(budget.spend({ isTimeout: false })).toBe(true);
  });

  it('still pays for a retry where it has too little for a timeout', () => {
    const budget = new RetryBudget();
    for (let retry = 0; retry < 99; retry += 1) budget.spend({ isTimeout: false });

    expect(budget.spend({ isTimeout: true })).toBe(false);
    expect(budget.spend({ isTimeout: false })).toBe(true);
  });

  it('never grows beyond what it began with', () => {
    const budget = new RetryBudget();
    for (let success = 0; success < 1_000; success += 1) budget.refund();

    expect(spendAll(budget)).toBe(100);
  });
});
