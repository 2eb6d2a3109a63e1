import { describe, expect, it } from '@jest/globals';
import { messagesASecond } from '../../../lib/cli/import/rate.js';

describe('a rate', () => {
  it.each([
    ['1000/s', 1_000],
    ['500', 500],
    ['0.5/s', 0.5],
    ['90000/m', 1_500],
    ['90000/min', 1_500],
    ['1e6/h', 1_000_000 / 3_600],
  ])('of %s is so many messages a second', (text, rate) => {
    expect(messagesASecond(text)).toBeCloseTo(rate, 9);
  });

  it.each(['', '0', '-1/s', 'fast', '10/d', '1.2.3', '/s', '1e999', 'Infinity'])(
    'can not be %j',
    (text) => {
      expect(() => messagesASecond(text)).toThrow('as 1000/s, 500, 90000/m or 1e6/h');
    },
  );
});
