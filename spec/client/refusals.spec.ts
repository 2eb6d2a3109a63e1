import { beforeEach, describe, expect, it } from '@jest/globals';
import { ValidationError } from '../../lib/base/errors.js';
import { Analytics } from '../../lib/client/analytics.js';
import { receiptFor } from '../../lib/client/refusals.js';
import type { UncheckedCall } from '../../lib/message/call.js';
import { ScriptedTransport } from '../delivery/scripted-transport.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { aCall } from './an-entry.js';

const UUID = /^[0-9a-f-]{36}$/;

describe('the receipt of a call that was not looked at closely', () => {
  const throwing = {
    get messageId(): string {
      throw new Error('boom');
    },
  };

  it.each<readonly [string, unknown, unknown]>([
    ['the id that the call has', { messageId: 'mine' }, 'mine'],
    ['a new one where it has none', {}, expect.stringMatching(UUID)],
    ['a new one where it is no text', { messageId: 7 }, expect.stringMatching(UUID)],
    ['a new one where there are no fields', undefined, expect.stringMatching(UUID)],
    ['a new one where it throws', throwing, expect.stringMatching(UUID)],
  ])('has %s', (_what, fields, expected) => {
    const { messageId } = receiptFor(aCall({ fields: fields as UncheckedCall }));

    expect(messageId).toEqual(expected);
  });
});

describe('a call that is turned away', () => {
  let client: Analytics;
  let told: unknown[];

  beforeEach(() => {
    const transport = new ScriptedTransport([], 'silence');
    client = new Analytics({ writeKey: 'k', transport, maxQueueSize: 1, onInvalid: 'drop' });
    told = [];
    client.on('error', ({ code }) => told.push(`error ${code}`));
    client.on('call_after_close', ({ messageId }) => told.push(`after close ${messageId}`));
  });

  const note = (error: unknown): unknown =>
    told.push(`callback ${(error as ValidationError).code}`);

  it.each<readonly [string, () => void, readonly string[]]>([
    ['queue-full', () => client.track(aTrack()), ['callback queue-full', 'error queue-full']],
    [
      'closed',
      () => void client.close({ timeout: 0 }),
      ['after close mine', 'callback closed', 'error closed'],
    ],
  ])('as %s never throws, and is told when its turn is over', async (code, prepare, expected) => {
    prepare();
    const receipt = client.track(aTrack({ messageId: 'mine' }), note);
    expect([receipt.messageId, told]).toEqual(['mine', []]);
    await turns();

    expect(told).toEqual(expected);
    expect(await receipt.outcome).toMatchObject({
      status: 'dropped',
      reason: code,
      error: { code, messageIds: ['mine'] },
    });
    await client.close({ timeout: 0 });
  });

  it('as invalid is a receipt with the error, or the error itself', async () => {
    const transport = new ScriptedTransport();
    const strict = new Analytics({ writeKey: 'k', transport, onInvalid: 'throw' });
    const bad = aTrack({ messageId: 'mine', event: '' });

    expect(await client.track(bad).outcome).toMatchObject({ reason: 'invalid' });
    expect(client.track(bad).messageId).toBe('mine');
    expect(() => strict.track(bad)).toThrow(ValidationError);
    expect([client.stats().refused.invalid, strict.stats().refused.invalid]).toEqual([2, 1]);
    await client.close();
    await strict.close();
  });
});
