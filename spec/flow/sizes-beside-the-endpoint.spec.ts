import { describe, expect, it } from '@jest/globals';
import type { Message } from '../../lib/message/message.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { aDestination } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

// Fewer characters than the limit has bytes, so that only the bytes tell.
const TEXT = '€'.repeat(30_000);
const ELSEWHERE = { 'Segment.io': false };

describe('a message that is too large, and not meant for the endpoint', () => {
  it('is refused all the same: no destination gets it', async () => {
    const { plugin, events } = aDestination({ name: 'other' });
    const client = stage.client(await stage.service(), { plugins: [plugin] });

    const call = () =>
      client.track(aTrack({ integrations: ELSEWHERE, properties: { text: TEXT } }));

    expect(call).toThrow(expect.objectContaining({ code: 'too-large' }));
    await turns();
    expect(events).toEqual([]);
    expect(client.stats()).toMatchObject({ accepted: 0, refused: { 'too-large': 1 } });
  });

  const grow = (message: Message): Message =>
    ({ ...message, properties: { text: TEXT } }) as Message;

  it.each([
    ['at once', grow],
    ['later', async (message: Message) => grow(message)],
  ])('fails where plugins made it so: %s', async (_when, step) => {
    const { plugin, events } = aDestination({ name: 'other' });
    const client = stage.client(await stage.service(), { plugins: [step, plugin] });

    const { outcome } = client.track(aTrack({ integrations: ELSEWHERE }));

    expect(await outcome).toMatchObject({ reason: 'plugin-failed' });
    await turns();
    expect(events).toEqual([]);
  });
});
