import { createHook } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { OpenReceipt } from '../../lib/client/receipt.js';
import type { Outcome } from '../../lib/message/outcome.js';

const DELIVERED: Outcome = { status: 'delivered', attempts: 1 };

describe('a receipt', () => {
  it('tells the outcome to whoever asked before it was known', async () => {
    const receipt = new OpenReceipt('m-1');
    const asked = receipt.outcome;
    receipt.settle(DELIVERED);

    expect(await asked).toBe(DELIVERED);
  });

  it('tells the outcome to whoever asks later', async () => {
    const receipt = new OpenReceipt('m-1');
    receipt.settle(DELIVERED);

    expect(await receipt.outcome).toBe(DELIVERED);
    expect(receipt.isSettled).toBe(true);
  });

  it('gives everybody the same promise', () => {
    const receipt = new OpenReceipt('m-1');
    const first = receipt.outcome;
    receipt.settle(DELIVERED);

    expect(receipt.outcome).toBe(first);
  });

  it('knows the id of its message', () => {
    expect(new OpenReceipt('m-1').messageId).toBe('m-1');
  });

  it('is not settled at first', () => {
    expect(new OpenReceipt('m-1').isSettled).toBe(false);
  });

  it('makes no promise where nobody asks', () => {
    const unread = promisesMadeBy(() => new OpenReceipt('m-1').settle(DELIVERED));
    const read = promisesMadeBy(() => new OpenReceipt('m-1').outcome);

    expect([unread, read]).toEqual([0, 1]);
  });
});

function promisesMadeBy(action: () => unknown): number {
  let made = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'PROMISE') made += 1;
    },
  });
  hook.enable();
  action();
  hook.disable();
  return made;
}
