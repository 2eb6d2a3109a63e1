import { describe, expect, it } from '@jest/globals';
import { importFrom } from '../../lib/import/import-from.js';
import type { ImportOptions } from '../../lib/import/import-options.js';
import type { RawMessage } from '../../lib/message/call.js';
import { aTrack } from '../cli/plan/a-folder.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

function messages(count: number): readonly RawMessage[] {
  return Array.from(
    { length: count },
    (_, index) => aTrack(`E${index}`, {}, `m-${index}`) as RawMessage,
  );
}

/** Batches arrive on several connections, in any order. */
function idsIn(list: readonly { readonly messageId?: string | undefined }[]): readonly unknown[] {
  return list.map(({ messageId }) => messageId).sort();
}

const NO_ACCOUNT = { spooled: 0, valid: 0, lost: {}, skipped: 0 };

describe('importFrom()', () => {
  it('sends every message of an iterable, of whichever kind, and gives the account', async () => {
    const all = messages(2_000);
    const later = async function* (): AsyncGenerator<RawMessage> {
      yield* all;
    };
    const groups = async function* (): AsyncGenerator<readonly RawMessage[]> {
      yield all.slice(0, 1_500);
      yield all.slice(1_500);
    };
    for (const given of [all, new Set(all), later(), groups()]) {
      const service = await stage.service();
      const report = await importFrom(stage.client(service), given);

      expect(idsIn(service.messages)).toEqual(idsIn(all));
      expect(report).toMatchObject({
        account: { ...NO_ACCOUNT, records: 2_000, delivered: 2_000, withoutTimestamp: 2_000 },
        pending: 0,
        problems: [],
        source: 'messages',
        position: { line: 2_000, end: 2_000 },
      });
      expect(report).not.toHaveProperty('stopped');
    }
  });

  it('never has more under way than the client takes, and loses none', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxQueueSize: 20, maxBatchSize: 5, maxInFlight: 2 });
    const seen: number[] = [];
    const report = await importFrom(client, messages(1_000), {
      filter: () => {
        seen.push(client.stats().pending);
        return true;
      },
    });

    expect(report.account.delivered).toBe(1_000);
    expect(Math.max(...seen)).toBeLessThanOrEqual(20);
    expect(client.stats()).toMatchObject({ delivered: 1_000, refused: { 'queue-full': 0 } });
  });

  it('gives ids to messages that have none, the same each time, where it has a name for them', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const given = [aTrack('A'), aTrack('A'), aTrack('B', {}, 'own')] as RawMessage[];
    for (const source of ['a', 'a', 'b', undefined]) await importFrom(client, given, { source });

    const ids = service.messages.map(({ messageId }) => messageId);
    const [first, again, other, random] = [0, 3, 6, 9].map((start) => ids.slice(start, start + 3));
    expect(again).toEqual(first);
    expect(first?.[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set([...(first ?? []), ...(other ?? []), ...(random ?? [])]).size).toBe(7);
    expect(given[0]?.messageId).toBeUndefined();
  });

  it('rejects what is no client, no messages and no option', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const wrong = (options: unknown): Promise<unknown> =>
      importFrom(client, [], options as ImportOptions);

    await expect(importFrom({} as never, [])).rejects.toThrow(
      'importFrom: client must be a client, made',
    );
    await expect(importFrom(client, 7 as never)).rejects.toThrow(
      'importFrom: messages must be an iterable',
    );
    await expect(wrong({ rates: 1 })).rejects.toThrow(
      'importFrom: rates must be one of source, rate',
    );
    await expect(wrong({ rate: 0 })).rejects.toThrow(
      'importFrom: rate must be a number of messages',
    );
    await expect(wrong({ since: 'then' })).rejects.toThrow(
      'importFrom: since must be a valid Date',
    );
    await expect(wrong({ map: 7 })).rejects.toThrow('importFrom: map must be a function');
  });
});

describe('what is chosen of an import', () => {
  it('lies between two times, and passes what the program says', async () => {
    const service = await stage.service();
    const days = [1, 2, 3, 4, 5].map((day) => ({
      ...aTrack(`E${day}`),
      timestamp: `2026-01-0${day}T00:00:00Z`,
    })) as RawMessage[];
    const report = await importFrom(stage.client(service), days, {
      since: '2026-01-02',
      until: new Date('2026-01-05'),
      filter: (message) => (message as { event: string }).event !== 'E3',
      map: (message) => ({ ...message, userId: 'mapped' }),
    });

    expect(service.messages.map(({ event, userId }) => `${event} ${userId}`)).toEqual([
      'E2 mapped',
      'E4 mapped',
    ]);
    expect(report.account).toMatchObject({
      records: 5,
      delivered: 2,
      skipped: 3,
      withoutTimestamp: 0,
    });
  });

  it('is lost, message by message, where that throws', async () => {
    const service = await stage.service();
    const map = (message: RawMessage): RawMessage => {
      if (message.messageId === 'm-1') throw new Error('I know no such event');
      return message;
    };
    const report = await importFrom(stage.client(service), messages(3), { map });

    expect(report.account).toMatchObject({ delivered: 2, lost: { unmapped: 1 } });
    expect(report.problems[0]?.error).toBe('filter or map threw: I know no such event');
  });

  it('is checked and not sent in a dry run', async () => {
    const service = await stage.service();
    const client = stage.client(service, { onInvalid: 'throw' });
    const given = [...messages(2), { type: 'track', userId: 'u' } as RawMessage];
    const big = aTrack('Big', { text: 'x'.repeat(40_000) }) as RawMessage;
    const report = await importFrom(client, [...given, big], { dryRun: true });

    expect(service.requests).toEqual([]);
    expect(client.stats().calls).toBe(0);
    expect(report.account).toMatchObject({
      records: 4,
      valid: 2,
      lost: { invalid: 1, 'too-large': 1 },
    });
  });
});
