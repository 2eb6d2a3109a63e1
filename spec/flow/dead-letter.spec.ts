import { describe, expect, it } from '@jest/globals';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import type { Message } from '../../lib/message/message.js';
import { aTrack } from '../support/client.js';
import { type Answering, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

interface Letter {
  readonly messages: readonly Message[];
  readonly reason: string;
}

function aLetterBox(): {
  readonly letters: Letter[];
  readonly deadLetter: (messages: readonly Message[], reason: string) => void;
} {
  const letters: Letter[] = [];
  return { letters, deadLetter: (messages, reason) => void letters.push({ messages, reason }) };
}

interface Case {
  readonly reason: string;
  readonly script?: readonly Answering[];
  readonly options?: Partial<AnalyticsOptions>;
}

const LOSSES: readonly Case[] = [
  { reason: 'refused', script: [status(403)] },
  { reason: 'too-large', script: [status(413)] },
  { reason: 'retries-spent', script: [status(503)], options: { maxRetries: 0 } },
  {
    reason: 'plugin-failed',
    options: {
      plugins: [
        () => {
          throw new Error('broken');
        },
      ],
    },
  },
];

describe('the dead-letter function', () => {
  it.each(LOSSES)('gets a message that ended as $reason, as it was sent', async (one) => {
    const service = await stage.service(one.script);
    const { letters, deadLetter } = aLetterBox();
    const client = stage.client(service, { ...one.options, deadLetter });

    const { messageId } = client.track(aTrack({ properties: { price: 7 } }));
    await client.flush();

    const message = { type: 'track', messageId, userId: 'user-1', properties: { price: 7 } };
    expect(letters).toEqual([{ reason: one.reason, messages: [expect.objectContaining(message)] }]);
    if (one.script !== undefined) expect(letters[0]?.messages).toEqual(service.messages);
  });

  it('gets what was pending at the deadline of a close, on its way and waiting', async () => {
    const service = await stage.service([silence]);
    const { letters, deadLetter } = aLetterBox();
    const client = stage.client(service, { deadLetter, maxInFlight: 1, maxBatchSize: 1 });
    const receipts = [client.track(aTrack()), client.track(aTrack()), client.track(aTrack())];
    void client.flush();
    await service.received(1);

    await client.close({ timeout: 0 });

    const ids = letters.flatMap(({ messages }) => messages.map(({ messageId }) => messageId));
    expect(ids.sort()).toEqual(receipts.map(({ messageId }) => messageId).sort());
    expect(new Set(letters.map(({ reason }) => reason))).toEqual(new Set(['deadline']));
  });

  it('gets the refused message of a batch and no other', async () => {
    const pickBad: Answering = (request, response) => {
      const isBad = request.body.batch.some(({ event }) => event === 'Bad');
      response.writeHead(isBad ? 400 : 200).end();
    };
    const service = await stage.service();
    service.otherwise(pickBad);
    const { letters, deadLetter } = aLetterBox();
    const client = stage.client(service, { deadLetter });

    for (const event of ['Good', 'Good', 'Bad', 'Good']) client.track(aTrack({ event }));
    await client.flush();

    expect(letters).toHaveLength(1);
    expect(letters[0]?.messages).toMatchObject([{ event: 'Bad' }]);
    expect(client.stats()).toMatchObject({ delivered: 3, pending: 0 });
  });

  it('gets nothing of what was delivered, filtered or never accepted', async () => {
    const service = await stage.service();
    const { letters, deadLetter } = aLetterBox();
    const plugins = [(message: Message) => (message.userId === 'hidden' ? null : message)];
    const client = stage.client(service, {
      deadLetter,
      plugins,
      maxQueueSize: 1,
      onInvalid: 'drop',
    });

    client.track(aTrack({ userId: 'hidden' }));
    client.track(aTrack({ event: '' }));
    client.track(aTrack());
    client.track(aTrack());
    await client.close();
    client.track(aTrack());

    expect(client.stats()).toMatchObject({
      delivered: 1,
      dropped: { filtered: 1 },
      refused: { invalid: 1, 'queue-full': 1, closed: 1 },
    });
    expect(letters).toEqual([]);
  });

  it('has run when flush() resolves, and gives messages that another client can send', async () => {
    const service = await stage.service([status(403)]);
    const { letters, deadLetter } = aLetterBox();
    const client = stage.client(service, { deadLetter });
    const { messageId } = client.identify({ userId: 'user-1', traits: { plan: 'pro' } });
    await client.flush();

    const second = stage.client(service);
    for (const message of letters.flatMap(({ messages }) => messages)) {
      second.enqueue(message as Parameters<typeof second.enqueue>[0]);
    }
    await second.flush();

    expect(second.stats().delivered).toBe(1);
    expect(service.messages).toHaveLength(2);
    expect(service.messages[1]).toEqual(service.messages[0]);
    expect(service.messages[1]?.messageId).toBe(messageId);
  });
});
