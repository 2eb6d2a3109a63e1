import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DeliveryError } from '../../lib/base/errors.js';
import type { Taken } from '../../lib/client/intake.js';
import { OpenReceipt } from '../../lib/client/receipt.js';
import { Ledger, Settled } from '../../lib/import/ledger.js';
import type { Message } from '../../lib/message/message.js';
import { SEEDED } from '../support/seed.js';

class Told {
  readonly told: string[] = [];
  readonly ledger = new Ledger({
    ended: (status) => void this.told.push(status),
    lost: ({ record, reason, reply }) =>
      void this.told.push(`${record.source} ${record.line} ${reason} ${reply?.status}`),
  });

  add(line: number, slot: Taken | Settled): void {
    const record = { source: 'a', unit: 'line', line, end: line * 10 } as const;
    this.ledger.add(record, slot, true);
  }
}

function aTaken(): Taken & { readonly receipt: OpenReceipt } {
  return { receipt: new OpenReceipt('id'), message: () => ({ type: 'track' }) as Message };
}

describe('the ledger of an import', () => {
  it('lets go of records in their order, and is at the last before which all are settled', () => {
    const bench = new Told();
    const { told, ledger } = bench;
    const [one, other, third] = [aTaken(), aTaken(), aTaken()];
    ledger.begin('a', 'line');
    bench.add(1, one);
    bench.add(2, new Settled('skipped'));
    bench.add(3, other);
    ledger.begin('b', 'line');
    bench.add(4, third);
    other.receipt.settle({ status: 'delivered', attempts: 1 });
    third.receipt.settle({ status: 'spooled' });

    expect([ledger.settle(), ledger.position, ledger.source, ledger.length]).toEqual([
      false,
      { line: 0, end: 0 },
      undefined,
      4,
    ]);
    expect(ledger.oldest).toBe(one);
    const error = new DeliveryError('no', {
      code: 'refused',
      messageIds: [],
      attempts: 1,
      status: 400,
    });
    one.receipt.settle({ status: 'dropped', reason: 'refused', error });
    expect([ledger.settle(), ledger.position, ledger.source, ledger.length]).toEqual([
      true,
      { line: 4, end: 40 },
      'b',
      0,
    ]);
    expect(told).toEqual(['a 1 refused 400', 'skipped', 'delivered', 'spooled']);
  });

  it('tells each record once, and never one before another is settled, whatever the order of their ends', () => {
    const order = fc.array(fc.nat(), { minLength: 1, maxLength: 30 });
    const property = fc.property(order, fc.nat(7), (keys, size) => {
      const bench = new Told();
      const taken = keys.map(() => aTaken());
      taken.forEach((one, index) => {
        if (index % (size + 1) === 0) bench.ledger.begin('a', 'line');
        bench.add(index + 1, one);
      });
      const ends = keys.map((key, index) => ({ key, index })).sort((a, b) => a.key - b.key);
      const settled = new Set<number>();
      for (const { index } of ends) {
        taken[index]?.receipt.settle({ status: 'delivered', attempts: 1 });
        settled.add(index);
        bench.ledger.settle();
        let first = 0;
        while (settled.has(first)) first += 1;
        expect([bench.told.length, bench.ledger.position.line]).toEqual([first, first]);
      }
    });
    fc.assert(property, SEEDED);
  });
});
