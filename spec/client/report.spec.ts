import { describe, expect, it } from '@jest/globals';
import type { Logger } from '../../lib/base/logger.js';
import { Analytics } from '../../lib/client/analytics.js';
import type { DropEvent } from '../../lib/client/events.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import type { TrackCall } from '../../lib/message/call.js';
import { ScriptedTransport } from '../delivery/scripted-transport.js';
import { aTrack } from '../support/client.js';
import { circle } from '../support/hostile-values.js';
import { ManualClock, turns } from '../support/manual-clock.js';

function aReported(
  transport: ScriptedTransport,
  options: Partial<AnalyticsOptions> = {},
): { readonly client: Analytics; readonly errors: unknown[]; readonly drops: DropEvent[] } {
  const client = new Analytics({ writeKey: 'a-key', transport, onInvalid: 'drop', ...options });
  const errors: unknown[] = [];
  const drops: DropEvent[] = [];
  client.on('error', (error) => errors.push(error));
  client.on('drop', (drop) => drops.push(drop));
  return { client, errors, drops };
}

// A program in JavaScript may pass anything.
const INVALID = { userId: 'u' } as TrackCall;
const CIRCULAR = aTrack({ properties: circle() });
const LARGE = aTrack({ properties: { text: 'x'.repeat(40_000) } });

describe('a call that is refused', () => {
  it.each([
    ['invalid', INVALID],
    ['unserializable', CIRCULAR],
    ['too-large', LARGE],
  ])('is told of by its callback, its receipt and the error event: %s', async (code, params) => {
    const { client, errors } = aReported(new ScriptedTransport());
    const given: unknown[] = [];
    const { outcome } = client.track(params, (...values) => given.push(values));
    expect([given, errors]).toEqual([[], []]);
    const ended = await outcome;
    await turns(2);
    const [error] = errors;

    expect(error).toMatchObject({ name: 'ValidationError', code });
    expect(given).toEqual([[error]]);
    expect(ended).toEqual({ status: 'dropped', reason: code, error });
    expect(client.stats()).toMatchObject({ calls: 1, accepted: 0, refused: { [code]: 1 } });
    await client.close();
  });

  it.each([
    ['invalid', INVALID],
    ['unserializable', CIRCULAR],
    ['too-large', LARGE],
  ])('has the error in its receipt, though nobody listens: %s', async (code, params) => {
    const client = new Analytics({
      writeKey: 'a-key',
      transport: new ScriptedTransport(),
      onInvalid: 'drop',
    });
    const { outcome } = client.track(params);

    expect(await outcome).toMatchObject({ status: 'dropped', reason: code, error: { code } });
    await client.close();
  });

  it('is counted where it is thrown, and thrown alone', async () => {
    const { client, errors } = aReported(new ScriptedTransport(), { onInvalid: 'throw' });
    const called: unknown[] = [];

    expect(() => client.track(INVALID, (error) => called.push(error))).toThrow(/event/);
    await turns(2);
    expect([called, errors]).toEqual([[], []]);
    expect(client.stats().refused.invalid).toBe(1);
    await client.close();
  });

  it('is written to the log', async () => {
    const lines: string[] = [];
    const write = (message: string): unknown => lines.push(message);
    const logger: Logger = { debug: () => undefined, info: write, warn: write, error: write };
    const { client } = aReported(new ScriptedTransport(), { logger });
    client.track(INVALID);
    await turns(2);

    expect(lines).toEqual([expect.stringMatching(/^track: event must be/)]);
    await client.close();
  });
});

describe('messages that are lost', () => {
  it('are told of to each callback, once to the listeners, and handed to deadLetter', async () => {
    const letters: unknown[] = [];
    const deadLetter: AnalyticsOptions['deadLetter'] = (messages, reason) =>
      letters.push([messages.map(({ messageId }) => messageId), reason]);
    const { client, errors, drops } = aReported(new ScriptedTransport([403]), { deadLetter });
    const given: unknown[] = [];
    const ids = [1, 2, 3].map(
      () => client.track(aTrack(), (...values) => given.push(values)).messageId,
    );
    await client.flush();
    const [error] = errors;

    expect(errors).toHaveLength(1);
    expect(given).toMatchObject(ids.map((id) => [error, { id }]));
    expect(drops).toEqual([{ reason: 'refused', error, messageIds: ids }]);
    expect(letters).toEqual([[ids, 'refused']]);
    expect(client.stats()).toMatchObject({ accepted: 3, dropped: { refused: 3 }, pending: 0 });
    await client.close();
  });

  it('for a reason that concerns all are an error event once a minute, and a drop each time', async () => {
    const clock = new ManualClock();
    const { client, errors, drops } = aReported(new ScriptedTransport([], 403), { clock });
    for (const waitMs of [0, 0, 59_999, 1]) {
      await clock.advance(waitMs);
      client.track(aTrack());
      await client.flush();
    }

    expect(errors).toHaveLength(2);
    expect(drops).toHaveLength(4);
    await client.close();
  });

  it('for a reason of their own are an error event each', async () => {
    const { client, errors } = aReported(new ScriptedTransport([], 400));
    client.track(aTrack());
    await client.flush();
    client.track(aTrack());
    await client.flush();

    expect(errors).toHaveLength(2);
    await client.close();
  });

  it('on purpose are no error and no dead letter', async () => {
    const letters: unknown[] = [];
    const options = { plugins: [() => null], deadLetter: () => letters.push(1) };
    const { client, errors, drops } = aReported(new ScriptedTransport(), options);
    const given: unknown[] = [];
    const { messageId } = client.track(aTrack(), (error) => given.push(error));
    await client.flush();

    expect([errors, letters]).toEqual([[], []]);
    expect(given).toMatchObject([{ code: 'filtered', messageIds: [messageId] }]);
    expect(drops).toMatchObject([{ reason: 'filtered', messageIds: [messageId] }]);
    await client.close();
  });
});

describe('messages that are delivered', () => {
  it('are told of to each callback and to the listeners of their type', async () => {
    const { client } = aReported(new ScriptedTransport());
    const heard: unknown[] = [];
    client.on('track', (context) => heard.push(context));
    const given: unknown[][] = [];
    const { messageId } = client.track(aTrack({ event: 'E' }), (...values) => given.push(values));
    client.identify({ userId: 'u' });
    await client.flush();

    expect(heard).toMatchObject([{ id: messageId, attempts: 1, event: { event: 'E' } }]);
    expect(given).toEqual([[undefined, heard[0]]]);
    await client.close();
  });

  it('drain the client: that is told when nothing is pending any more', async () => {
    const { client } = aReported(new ScriptedTransport());
    const pending: number[] = [];
    client.on('drained', () => pending.push(client.stats().pending));
    client.track(aTrack());
    client.track(aTrack());
    await client.flush();

    expect(pending).toEqual([0]);
    await client.close();
  });

  it('are counted before their callbacks run', async () => {
    const { client } = aReported(new ScriptedTransport());
    const seen: unknown[] = [];
    client.track(aTrack(), () => seen.push(client.stats().pending));
    await client.flush();

    expect(seen).toEqual([0]);
    await client.close();
  });
});
