import fc from 'fast-check';

const KEYS = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', '', 'a-b', '0', 'ключ', "it's", '\u2028'),
  fc.string(),
);

/** Anything that `JSON.parse` may give, with keys and texts that are hard to write down. */
export const jsonValues: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.string({ unit: 'binary' }),
    fc.constantFrom('</script>', '\\', "'", '"', '`', '\u2029', '\u0000', '\ud800', '🫖'),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(KEYS, tie('value')), { maxLength: 4 })
    .map((pairs) => JSON.parse(JSON.stringify(objectOf(pairs)))),
})).value;

/** Messages of the six calls, with anything in their fields. */
export const messages: fc.Arbitrary<Record<string, unknown>> = fc
  .record(
    {
      type: fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias'),
      userId: jsonValues,
      anonymousId: fc.string(),
      event: jsonValues,
      properties: jsonValues,
      traits: jsonValues,
      context: fc.oneof(jsonValues, fc.constant({ library: { name: 'x' }, ip: '::1' })),
      timestamp: fc.constantFrom('2019-01-01T00:00:00.000Z', '2026-05-04T12:00:00.000Z', 'soon'),
      messageId: fc.string(),
      integrations: fc.constantFrom({}, { All: false }),
    },
    { requiredKeys: ['type'] },
  )
  .map((message) => JSON.parse(JSON.stringify(message)));

function objectOf(pairs: readonly (readonly [string, unknown])[]): object {
  const object = {};
  for (const [key, value] of pairs) {
    // An assignment to __proto__ would set the prototype.
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}
