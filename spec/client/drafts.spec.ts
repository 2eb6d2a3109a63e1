import { beforeEach, describe, expect, it } from '@jest/globals';
import { ValidationError } from '../../lib/base/errors.js';
import { Drafts } from '../../lib/client/drafts.js';
import type { UncheckedCall } from '../../lib/message/call.js';
import { branching, circle } from '../support/hostile-values.js';
import { ManualClock } from '../support/manual-clock.js';
import { aCall } from './an-entry.js';

let clock: ManualClock;
let drafts: Drafts;

beforeEach(() => {
  clock = new ManualClock(Date.parse('2026-01-02T03:04:05.006Z'));
  drafts = new Drafts(clock);
});

const FIELDS = { userId: 'u', event: 'E' };
const throwing = {
  get userId(): string {
    throw new Error('boom');
  },
};

describe('the draft of a call', () => {
  it('has the time of the clock and an id of its own, where the call has none', async () => {
    const one = drafts.make(aCall());
    await clock.advance(1);
    const other = drafts.make(aCall());

    expect([one, other]).toMatchObject([
      {
        timestamp: '2026-01-02T03:04:05.006Z',
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      { timestamp: '2026-01-02T03:04:05.007Z' },
    ]);
    expect(one).not.toHaveProperty('messageId', (other as UncheckedCall).messageId);
  });

  it('has the time and the id of the call, where it has them', () => {
    const fields = { ...FIELDS, messageId: 'mine', timestamp: '2020-01-01' };

    expect(drafts.make(aCall({ fields }))).toMatchObject({
      messageId: 'mine',
      timestamp: '2020-01-01',
    });
  });

  it('of a raw message has the fields that the client does not know', () => {
    const fields = { ...FIELDS, extra: 1 } as UncheckedCall;

    expect(drafts.make(aCall({ fields, isRaw: true }))).toHaveProperty('extra', 1);
    expect(drafts.make(aCall({ fields }))).not.toHaveProperty('extra');
  });

  it.each<readonly [string, unknown, string, string]>([
    ['breaks the Spec', { userId: 'u' }, 'invalid', 'event'],
    ['is undefined', undefined, 'invalid', 'params'],
    ['is null', null, 'invalid', 'params'],
    ['throws when it is read', throwing, 'unserializable', 'params'],
  ])('is an error that names what is wrong, where the call %s', (_what, fields, code, field) => {
    const error = drafts.make(aCall({ fields: fields as UncheckedCall }));

    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ code, call: 'track', field });
  });
});

describe('what is told of a call that is not sent', () => {
  it('is the message that it would have been, by the id that its receipt has', () => {
    const properties = { at: new Date(0), list: [1] };
    const event = drafts.event(aCall({ fields: { ...FIELDS, properties } }), 'the-id');

    expect(event).toMatchObject({
      type: 'track',
      messageId: 'the-id',
      timestamp: '2026-01-02T03:04:05.006Z',
      userId: 'u',
      event: 'E',
      properties: { at: '1970-01-01T00:00:00.000Z', list: [1] },
      context: { library: { name: 'waybill' } },
    });
    expect(event.properties?.['list']).not.toBe(properties.list);
  });

  it('is what can be read of it, where it breaks the Spec', () => {
    expect(drafts.event(aCall({ fields: { userId: 'u' } }), 'the-id')).toEqual({
      type: 'track',
      messageId: 'the-id',
      userId: 'u',
    });
  });

  it.each<readonly [string, () => unknown]>([
    ['throws when it is read', () => throwing],
    ['is null', () => null],
    ['has a cycle', () => ({ ...FIELDS, properties: circle() })],
    ['has a list with a length of 1e9', () => ({ ...FIELDS, properties: { list: hugeList() } })],
    ['has few objects with very many paths', () => ({ ...FIELDS, properties: branching(60) })],
  ])('is its type and its id at least, and soon, where it %s', (_what, make) => {
    const call = aCall({ fields: make() as UncheckedCall });

    expect(drafts.event(call, 'the-id')).toEqual({ type: 'track', messageId: 'the-id' });
  });
});

function hugeList(): unknown[] {
  return Object.assign([], { length: 1e9 });
}
