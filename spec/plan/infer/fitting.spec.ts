import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MESSAGE_TYPES } from '../../../lib/message/message.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { parseSource, sourceText } from '../../../lib/plan/source-text.js';
import { Verification } from '../../../lib/plan/verify/verification.js';
import { SEEDED } from '../../support/seed.js';
import { inferFrom, type Message } from './a-message.js';

/** Keys and texts that mean something to somebody on the way. */
const key = fc.oneof(
  fc.constantFrom('id', '$id', 'type', 'items', 'required', 'eventMetadata', 'x-count', '$ref'),
  fc.constantFrom('__proto__', 'constructor', 'a.b', '', '$', 'ada@example.com', 'item-1234'),
  fc.string(),
);
const text = fc.oneof(
  fc.constantFrom('2026-01-31T12:00:00Z', '2026-01-31', 'ada@example.com', 'https://example.com'),
  fc.constantFrom(
    'card',
    'invoice',
    'no',
    'null',
    '1e3',
    '',
    '::1',
    '10.0.0.1',
    '\u2028',
    'é\ud800',
  ),
  fc.string(),
  fc.uuid(),
  fc.webUrl(),
  fc.emailAddress(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));
const bag = fc.option(
  fc.oneof(
    { arbitrary: fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true }), weight: 9 },
    value,
  ),
  { nil: undefined },
);
const name = fc.oneof(
  fc.constantFrom('Order Completed', 'Cart Viewed', '', '__proto__', 'Order 1234 Shipped'),
  fc.string(),
);
const message: fc.Arbitrary<Message> = fc.record(
  {
    type: fc.constantFrom(...MESSAGE_TYPES),
    event: fc.oneof(name, value),
    name: fc.oneof(name, value),
    properties: bag,
    traits: bag,
  },
  { requiredKeys: ['type'] },
);
/** As it would come from a file; numbers that are too large stay what JSON makes of `1e999`. */
const messages = fc
  .array(message, { maxLength: 40 })
  .map((list) => [...list, ...list].map((one) => structuredClone(one)));

describe('a plan that was inferred', () => {
  it('can be loaded, and every message that it was inferred from fits it', () => {
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 4 }), (list, minCount) => {
        const plan = loadPlan(inferFrom(list, minCount).document);
        plan.prepare();
        const verification = new Verification<number>(plan, { maxSamples: 0 });
        for (const [index, one] of list.entries()) verification.take(one, index);

        expect(verification.report).toMatchObject({ failed: 0, violations: 0 });
      }),
      SEEDED,
    );
  });

  it('is the same in whichever order the messages come', () => {
    fc.assert(
      fc.property(messages, (list) => {
        expect(JSON.stringify(inferFrom([...list].reverse()).document)).toBe(
          JSON.stringify(inferFrom(list).document),
        );
      }),
      SEEDED,
    );
  });

  it('is the same once it was written and read, as JSON and as YAML', () => {
    fc.assert(
      fc.property(messages, (list) => {
        const { document } = inferFrom(list);
        for (const file of ['plan.json', 'plan.yaml']) {
          expect(parseSource(sourceText(document, file), file)).toEqual(document);
        }
      }),
      SEEDED,
    );
  });
});
