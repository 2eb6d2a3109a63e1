import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../lib/base/clock.js';
import type { ChannelMessages } from '../../lib/client/channels.js';
import { aTrack } from '../support/client.js';
import { useStage } from '../support/stage.js';
import { heard, namesOf, on, useChannels } from './on-channels.js';

const stage = useStage();
useChannels();

describe('the messages that channels tell of', () => {
  it('know when they were called, and when they came to their end', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const before = Date.now();
    client.track(aTrack());
    const all = heard(client);
    await client.flush();

    const [delivered] = all
      .map(({ told }) => told as ChannelMessages['waybill:delivered'])
      .slice(-1);
    const calledAt = delivered?.messages.at(0)?.calledAt ?? 0;
    expect(calledAt).toBeGreaterThanOrEqual(before);
    expect(delivered?.at).toBeGreaterThanOrEqual(calledAt);
    expect(delivered?.at).toBeLessThanOrEqual(Date.now());
  });

  it('know when the outer of two calls was made, where a plugin makes one in another', async () => {
    const service = await stage.service();
    let nowMs = systemClock.now();
    const startMs = nowMs;
    const client = stage.client(service, { clock: { ...systemClock, now: () => nowMs } });
    const times: (number | undefined)[] = [];
    await client.register({
      name: 'slow',
      type: 'enrichment',
      track: (context) => {
        nowMs += 50;
        if (context.event['event'] === 'Outer') client.track(aTrack({ event: 'Inner' }));
        return context;
      },
    });
    on('waybill:accepted', ({ client: whose, message }) => {
      if (whose === client) times.push(message.calledAt);
    });
    client.track(aTrack({ event: 'Outer' }));

    expect(times).toEqual([startMs + 50, startMs]);
  });

  it('have no content of what a client that is disabled leaves out', async () => {
    const service = await stage.service();
    const client = stage.client(service, { disable: true });
    const all = heard(client);
    const before = Date.now();

    client.track(aTrack());
    await client.flush();

    const [accepted] = all.map(({ told }) => told as ChannelMessages['waybill:accepted']);
    expect(namesOf(all)).toEqual(['accepted', 'dropped']);
    expect(accepted?.message.message()).toBeUndefined();
    expect(accepted?.message.calledAt).toBeGreaterThanOrEqual(before);
  });
});
