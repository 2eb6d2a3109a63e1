import { describe, expect, it } from '@jest/globals';
import { made } from '../../lib/delivery/delivery-observer.js';

describe('something that is made within a function', () => {
  it.each([
    ['none', undefined],
    ['one that makes it', (make: () => void) => make()],
    [
      'one that makes it twice',
      (make: () => void) => {
        make();
        make();
      },
    ],
    ['one that does not make it', () => undefined],
  ])('is made once: %s', (_what, around) => {
    let count = 0;
    const make = (): { readonly number: number } => {
      count += 1;
      return { number: count };
    };

    expect(made(make, around)).toEqual({ number: 1 });
    expect(count).toBe(1);
  });
});
