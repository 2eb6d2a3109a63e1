import { describe, expect, it } from '@jest/globals';
import type { Message } from '../../lib/message/message.js';
import type { Step } from '../../lib/pipeline/plugin.js';
import { redact } from '../../lib/pipeline/redact.js';
import { aTrack } from '../support/client.js';
import { circle, throwing } from '../support/hostile-values.js';
import { aDestination } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const KEY = 'sixteen bytes at least';

describe('redact', () => {
  it('keeps what it hides from the endpoint, the mirror, destinations and the objects of the caller', async () => {
    const [service, mirror] = [await stage.service(), await stage.service()];
    const { plugin: destination, events: given } = aDestination();
    const client = stage.client(service, {
      mirror: { writeKey: 'another-write-key', host: mirror.url },
      plugins: [destination, redact({ paths: ['userId', '**.email'], mode: 'hash', key: KEY })],
    });
    const properties = { email: 'ada@example.com', buyers: [{ email: 'bob@example.com' }] };

    client.track(aTrack({ userId: 'ada@example.com', properties }));
    await client.flush();

    const [message] = service.messages;
    expect(message?.['userId']).toMatch(/^[0-9a-f]{64}$/);
    expect(message?.['properties']).toMatchObject({ email: message?.['userId'] });
    expect(mirror.messages).toEqual([message]);
    expect(given).toEqual([message]);
    expect(`${service.wire}${mirror.wire}`).not.toContain('example.com');
    expect(properties.buyers).toEqual([{ email: 'bob@example.com' }]);
  });

  it('leaves ids to the check: one that is removed may be missed', async () => {
    const service = await stage.service();
    const client = stage.client(service, { plugins: [redact({ paths: ['userId'] })] });

    const lacking = client.track(aTrack({ userId: 'ada@example.com' }));
    client.track(aTrack({ userId: 'ada@example.com', anonymousId: 'visitor-7' }));
    await client.flush();

    expect(await lacking.outcome).toMatchObject({ status: 'dropped', reason: 'plugin-failed' });
    expect(service.messages).toMatchObject([{ anonymousId: 'visitor-7' }]);
    expect(service.wire).not.toContain('example.com');
  });

  /** What a step before it leaves in the place of the user, with the secret inside; and how many such messages are sent. */
  const HOSTILE: readonly (readonly [string, number, () => unknown])[] = [
    ['a toJSON that gives it', 1, () => ({ toJSON: () => ({ email: 'a-secret' }) })],
    ['a getter that gives it', 1, () => Object.defineProperty({}, 'email', GETTER)],
    ['a class that has it', 1, () => Object.assign(new (class User {})(), { email: 'a-secret' })],
    ['a function that writes it', 1, () => Object.assign(throwing, TO_JSON)],
    ['a toJSON that throws', 0, () => ({ email: 'a-secret', toJSON: throwing })],
    ['a getter that throws', 0, () => Object.defineProperty({ email: 'a-secret' }, 'a', BROKEN)],
    ['a proxy that throws', 0, () => new Proxy({ email: 'a-secret' }, { ownKeys: throwing })],
    ['an object in itself', 0, () => circle({ email: 'a-secret' })],
  ];
  const TO_JSON = { toJSON: () => ({ email: 'a-secret' }) };
  const GETTER = { enumerable: true, get: () => 'a-secret' };
  const BROKEN = { enumerable: true, get: throwing };

  it.each(HOSTILE)('never leaks what it can not see: %s', async (_what, sent, makeUser) => {
    const service = await stage.service();
    const withUser: Step = (message) =>
      message.userId === 'unlucky'
        ? ({ ...message, properties: { user: makeUser() } } as Message)
        : message;
    const step = redact({ paths: ['properties.user.email', 'properties.**.email'] });
    const client = stage.client(service, { plugins: [withUser, step] });

    for (const userId of ['before', 'unlucky', 'after']) client.track(aTrack({ userId }));
    await client.flush();

    expect(client.stats()).toMatchObject({
      accepted: 3,
      delivered: 2 + sent,
      dropped: { 'plugin-failed': 1 - sent },
    });
    expect(service.messages.at(-1)).toMatchObject({ userId: 'after' });
    expect(service.wire).not.toContain('a-secret');
  });

  it('that fails gives the dead letter the message as it was called', async () => {
    const service = await stage.service();
    const letters: unknown[] = [];
    const client = stage.client(service, {
      plugins: [redact({ paths: ['userId'] })],
      deadLetter: (messages) => {
        letters.push(...messages);
      },
    });

    client.track(aTrack({ userId: 'ada@example.com' }));
    await client.flush();

    expect(letters).toMatchObject([{ userId: 'ada@example.com' }]);
    expect(service.requests).toEqual([]);
  });
});
