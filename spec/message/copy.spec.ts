import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { copyMessage, isFault, writeMessage } from '../../lib/message/copy.js';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import type { SegmentEvent } from '../../lib/message/segment-event.js';
import { serialise } from '../../lib/message/serialise.js';
import { SEED, SEEDED } from '../support/seed.js';
import { aMessage, anyBag, anyMessage, aRawMessage } from './a-message.js';

const LIMIT = 1_000_000;
const FORM = { limit: LIMIT, isRaw: false };
const RAW = { limit: LIMIT, isRaw: true };

function copyOf(...given: Parameters<typeof copyMessage>): SegmentEvent {
  const copy = copyMessage(...given);
  if (isFault(copy)) throw new Error(`It can't be copied: ${copy.fault.found}`);
  return copy;
}

describe(`the copy of a message that plugins get (seed ${SEED})`, () => {
  it('is what would be sent, in the same order', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const json = serialise(message, LIMIT) as string;

        expect(JSON.stringify(copyOf(message, FORM))).toBe(JSON.stringify(JSON.parse(json)));
      }),
      SEEDED,
    );
  });

  it('of a raw message is that too, with every field that the client does not know', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MESSAGE_TYPES), anyBag, (type, unknown) => {
        const message = aRawMessage(type, { unknown });
        const copy = copyOf(message, RAW);

        expect(copy).toEqual(JSON.parse(writeMessage(message, RAW) as string));
        expect(copy).toMatchObject({ type, unknown: JSON.parse(JSON.stringify(unknown)) });
      }),
      SEEDED,
    );
  });

  it.each(MESSAGE_TYPES)('may be written to, with nothing of it shared: %s', (type) => {
    const bag = { list: [{ deep: 1 }] };
    const fields = { properties: bag, traits: bag, context: { bag }, integrations: { A: bag } };
    const message = aMessage(type, fields);
    const before = serialise(message, LIMIT);
    const copy = copyOf(message, FORM);

    for (const one of [copy.properties, copy.traits, copy.context, copy.integrations]) {
      if (one !== undefined) Object.assign(one, { added: true });
    }
    Object.assign(copy.context?.['bag'].list[0] as object, { deep: 2 });
    Object.assign(copy.context?.['library'] as object, { name: 'mine' });
    Object.assign(copy._metadata as object, { jsRuntime: 'mine' });

    expect(serialise(message, LIMIT)).toBe(before);
    expect(copyOf(aMessage(type), FORM)).toMatchObject({
      context: { library: { name: 'waybill' } },
    });
  });

  it('of a message without bags has new ones each time', () => {
    const [one, other] = [copyOf(aMessage('track'), FORM), copyOf(aMessage('track'), FORM)];

    expect(one).toEqual(other);
    expect(one.integrations).not.toBe(other.integrations);
    expect(one._metadata).not.toBe(other._metadata);
    expect(one.context?.['library']).not.toBe(other.context?.['library']);
  });

  it.each(['properties', 'context', 'integrations'])(
    'is made by way of JSON where %s is not plain',
    (name) => {
      const odd = { at: { toJSON: () => 'here' }, id: 12n };
      const copy = copyOf(aMessage('track', { [name]: odd }), FORM);

      expect(copy).toMatchObject({ [name]: { at: 'here', id: '12' } });
    },
  );

  it('is a fault that names the field where something can’t be written as JSON', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;

    for (const field of ['properties', 'context', 'integrations']) {
      const copy = copyMessage(aMessage('track', { [field]: { circle } }), FORM);
      expect(copy).toMatchObject({ field, fault: { kind: 'unserializable', path: 'circle.self' } });
      expect(isFault(copy)).toBe(true);
    }
    expect(copyMessage(aRawMessage('track', { circle }), RAW)).toMatchObject({
      field: '',
      fault: { path: 'circle.self' },
    });
  });

  it('is no fault where the message has a member of that name', () => {
    expect(isFault(copyOf(aRawMessage('track', { fault: { kind: 'too-large' } }), RAW))).toBe(
      false,
    );
  });
});
