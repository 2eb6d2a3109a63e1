import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Fifo } from '../../lib/base/fifo.js';
import { SEED, SEEDED } from '../support/seed.js';

describe(`what is first in (seed ${SEED})`, () => {
  it('is first out, whatever comes and goes between', () => {
    const steps = fc.array(fc.constantFrom('push', 'push', 'shift'), { maxLength: 300 });
    fc.assert(
      fc.property(steps, (given) => {
        const fifo = new Fifo<number>();
        const model: number[] = [];
        for (const [number, step] of given.entries()) {
          if (step === 'push') {
            fifo.push(number);
            model.push(number);
          } else {
            expect(fifo.shift()).toBe(model.shift());
          }
          expect([fifo.length, fifo.first]).toEqual([model.length, model[0]]);
        }
      }),
      SEEDED,
    );
  });

  it('may be undefined, and still counts', () => {
    const fifo = new Fifo<number | undefined>();
    fifo.push(undefined);
    fifo.push(1);

    expect([fifo.length, fifo.shift(), fifo.shift(), fifo.length]).toEqual([2, undefined, 1, 0]);
  });

  it('is let go of once it is out', () => {
    const fifo = new Fifo<object>();
    for (let number = 0; number < 1_000; number += 1) fifo.push({ number });
    for (let number = 0; number < 1_000; number += 1) fifo.shift();

    expect([fifo.length, fifo.first, fifo.shift()]).toEqual([0, undefined, undefined]);
    fifo.push({ number: -1 });
    expect(fifo.first).toEqual({ number: -1 });
  });
});
