import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import type { RawMessage } from '../../lib/message/call.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

function message(number: number): RawMessage {
  return { type: 'track', userId: 'u', event: `E${number}`, messageId: `m-${number}` };
}

function messages(count: number): readonly RawMessage[] {
  return Array.from({ length: count }, (_, index) => message(index));
}

describe('writable()', () => {
  it('is finished when everything that was piped into it is settled, and waits while there is no room', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxQueueSize: 10, maxBatchSize: 5, maxInFlight: 1 });
    const most: number[] = [];
    const watched = async function* (): AsyncGenerator<RawMessage> {
      for (const one of messages(500)) {
        most.push(client.stats().pending);
        yield one;
      }
    };
    await pipeline(Readable.from(watched()), client.writable());

    expect(client.stats()).toMatchObject({
      delivered: 500,
      pending: 0,
      refused: { 'queue-full': 0 },
    });
    expect(Math.max(...most)).toBeLessThanOrEqual(10);
    expect(service.messages).toHaveLength(500);
  });

  it.each(['throw', 'drop'] as const)(
    'ends with an error that names the message which is wrong (%s)',
    async (onInvalid) => {
      const service = await stage.service();
      const client = stage.client(service, { onInvalid });
      const given = [message(1), { type: 'track', messageId: 'bad' } as RawMessage, message(2)];

      await expect(pipeline(Readable.from(given), client.writable())).rejects.toThrow(
        /^Message 2 \(bad\) was not taken: track: event must be a non-empty string/,
      );
      await client.flush();
      expect(client.stats()).toMatchObject({ delivered: 1 });
    },
  );

  it('goes on behind it where somebody else is told', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const refused: unknown[] = [];
    const given = [message(1), { userId: 'u' } as RawMessage, message(2)];
    const onRefused = (one: RawMessage, error: Error): void =>
      void refused.push([one, error.message]);
    await pipeline(Readable.from(given), client.writable({ onRefused }));

    expect(refused).toEqual([
      [given[1], expect.stringContaining('Message 2 was not taken: enqueue: type must')],
    ]);
    expect(client.stats().delivered).toBe(2);
  });

  it('ends with an error where the client is closed', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    await client.close();

    const stream = pipeline(
      Readable.from(messages(3)),
      client.writable({ onRefused: () => undefined }),
    );
    await expect(stream).rejects.toThrow('Message 1 (m-0) was not taken: The client was closed');
  });
});
