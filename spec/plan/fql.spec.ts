import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFql } from '../../lib/plan/fql.js';
import { FqlError } from '../../lib/plan/fql-tokens.js';
import { SEEDED } from '../support/seed.js';

const message = {
  type: 'track',
  event: "Anna's Order",
  userId: null,
  properties: {
    total: 12.5,
    currency: 'eur',
    'a.b': 1,
    tags: ['new', 'sale'],
    paid: true,
    bad: '[z-a]',
    deep: { er: 'here' },
    long: 'Order Number One',
  },
};

describe('a filter expression', () => {
  it.each<readonly [string, unknown]>([
    ["event = 'Anna\\'s Order'", true],
    ['event = "Anna\'s Order"', true],
    ["type = 'identify'", false],
    ["type != 'identify'", true],
    ['properties.total > 12', true],
    ['properties.total >= 12.5 and properties.total <= 12.5', true],
    ['properties.total < -1', false],
    ["properties.currency > 'a'", false],
    ['properties.a\\.b = 1', true],
    ["properties.deep.er = 'here'", true],
    ['properties.missing = null', true],
    ['userId = null', true],
    ['properties.missing != null or properties.paid = true', true],
    ["type = 'x' and type = 'y' or type = 'track'", true],
    ["type = 'track' or type = 'y' and type = 'x'", true],
    ["(type = 'track' or type = 'y') and type = 'x'", false],
    ["!(type = 'track')", false],
    ['!properties.missing', true],
    ["contains(event, 'Order')", true],
    ["contains(properties.tags, 'sale')", true],
    ['contains(properties.total, 1)', false],
    ["match(event, 'Anna*')", true],
    ["match(event, 'anna*')", false],
    ["match(properties.currency, '?u[rs]')", true],
    ["match(properties.currency, 'e')", false],
    ['match(properties.currency, properties.bad)', false],
    ["match(properties.currency, 'e.r')", false],
    ['length(properties.tags) = 2', true],
    ['length(properties.currency)', 3],
    ['length(properties.total)', null],
    ['typeof(properties.total)', 'number'],
    ['typeof(properties.missing)', 'null'],
    ['typeof(properties.tags)', 'array'],
    ['uppercase(properties.currency)', 'EUR'],
    ["lowercase(event) = 'anna\\'s order'", true],
    ['snakecase(properties.long)', 'order_number_one'],
    ['kebabcase(properties.long)', 'order-number-one'],
    ["titlecase('order number')", 'Order Number'],
    ['uppercase(properties.total)', null],
  ])('%s is %j', (text, expected) => {
    expect(parseFql(text)(message)).toEqual(expected);
  });

  it.each<readonly [string, string]>([
    ['', 'found the end at character 1, expected a value, a field or a function'],
    ['event =', 'found the end at character 8, expected a value'],
    ["event = 'x", "found 'x at character 9"],
    ["event == 'x'", 'found = at character 8'],
    ["event ~ 'x'", "found ~ 'x' at character 7"],
    ["event = 'x' type", 'found type at character 13, expected and, or, or the end'],
    ["containz(event, 'x')", 'expected one of the functions contains, match'],
    ['contains(event)', 'expected contains with 2 in brackets'],
    ['(event', 'expected )'],
    [`${'('.repeat(60)}1${')'.repeat(60)}`, 'less deep'],
    ['x'.repeat(5_001), 'found 5001 characters'],
  ])('%s is refused', (text, expected) => {
    expect(() => parseFql(text)).toThrow(FqlError);
    expect(() => parseFql(text)).toThrow(expected);
  });

  it('never does anything else than that, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[a-z.=!<>()', 0-9]{0,30}$/)),
        (text) => {
          try {
            parseFql(text)(message);
          } catch (error) {
            expect(error).toBeInstanceOf(FqlError);
          }
        },
      ),
      SEEDED,
    );
  });
});
