import fc from 'fast-check';
import { adoptRaw, buildDraft } from '../../lib/message/build.js';
import type { UncheckedCall } from '../../lib/message/call.js';
import { asMessage, checkDraft } from '../../lib/message/check.js';
import { MESSAGE_TYPES, type Message, type MessageType } from '../../lib/message/message.js';

const ORIGIN = { messageId: 'an-id', timestamp: '2026-01-01T00:00:00.000Z' };

/** A text of anything: quotes, line ends, emoji and surrogates that stand alone. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('"', '\\', '\n', '\u0000', '\ud800', '\udfff', '\u2028', '😀', 'ü'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((units) => units.join('')),
);

/** Plain members, with dates and with what JSON leaves out. */
export const anyBag: fc.Arbitrary<object> = fc.dictionary(
  anyText,
  fc.oneof(
    fc.anything({ withDate: true, withNullPrototype: true, maxDepth: 2 }),
    fc.constantFrom<unknown>(undefined, Number.NaN, -0),
    anyText,
  ),
  { maxKeys: 5, noNullPrototype: false },
);

function maybe<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

/** The fields of a call of any type. */
const anyFields: fc.Arbitrary<UncheckedCall> = fc.record({
  userId: anyText,
  anonymousId: maybe(anyText),
  previousId: anyText,
  groupId: anyText,
  event: anyText,
  name: maybe(anyText),
  category: maybe(anyText),
  properties: maybe(anyBag),
  traits: maybe(anyBag),
  context: maybe(anyBag),
  integrations: maybe(anyBag),
  timestamp: maybe(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })),
});

/** A message as the client makes it of a call. */
export function aMessage(type: MessageType, fields: UncheckedCall = {}): Message {
  return checked(type, buildDraft(type, { ...ENOUGH, ...fields }, ORIGIN));
}

/** One that came as a raw message. */
export function aRawMessage(type: MessageType, fields: object = {}): Message {
  return checked(type, adoptRaw(type, { type, ...ENOUGH, ...fields } as UncheckedCall, ORIGIN));
}

/** Any message that a call may become. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .tuple(fc.constantFrom(...MESSAGE_TYPES), anyFields)
  .map(([type, fields]) => aMessage(type, fields));

const ENOUGH = { userId: 'u', previousId: 'p', groupId: 'g', event: 'E' };

function checked(type: MessageType, draft: Parameters<typeof checkDraft>[0]): Message {
  const problem = checkDraft(draft);
  if (problem !== undefined) throw new Error(`${type}: ${problem.field} is ${problem.found}.`);
  return asMessage(draft);
}
