import { describe, expect, it } from '@jest/globals';
import type { EmittedError } from '../../lib/client/emitted-error.js';
import { type PendingReport, withAnalytics } from '../../lib/integrations/lambda.js';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { silence, status } from '../support/service.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { useStage } from '../support/stage.js';
import { anInvocation } from './an-invocation.js';

const stage = useStage();

describe('an invocation without enough time', () => {
  interface Invoked {
    readonly clock: ManualClock;
    readonly errors: EmittedError[];
    readonly reports: PendingReport[];
    readonly result: Promise<string>;
    /** Whether the handler has answered. */
    readonly hasEnded: () => boolean;
  }

  /** An invocation that has so much time, whose endpoint is silent. */
  async function invoked(remainingMs: number, options = {}): Promise<Invoked> {
    const service = await stage.service();
    service.otherwise(silence);
    const clock = new ManualClock();
    const client = stage.client(service, { clock });
    const errors: EmittedError[] = [];
    const reports: PendingReport[] = [];
    client.on('error', (error) => errors.push(error));
    const handler = withAnalytics(
      client,
      async (_event: unknown, _context: unknown) => {
        client.track(aTrack());
        return 'done';
      },
      { onPending: (report) => reports.push(report), ...options },
    );
    let isEnded = false;
    const result = handler({}, { getRemainingTimeInMillis: () => remainingMs }).finally(() => {
      isEnded = true;
      expect(client.stats()).toMatchObject({ pending: 1, hostErrors: 0 });
    });
    return { clock, errors, reports, result, hasEnded: () => isEnded };
  }

  const counts = { delivered: 0, dropped: 0, spooled: 0, pending: 1 };

  it.each([
    ['the margin of 500 ms before its end', 600, {}],
    ['another margin before its end', 150, { margin: 50 }],
    ['a time of its own', 60_000, { timeout: 100 }],
  ])('stops waiting at %s, and tells what is pending', async (_what, remainingMs, options) => {
    const { clock, errors, reports, result, hasEnded } = await invoked(remainingMs, options);

    await clock.advance(99);
    expect(hasEnded()).toBe(false);
    await clock.advance(1);

    expect([hasEnded(), await result]).toEqual([true, 'done']);
    expect(errors).toMatchObject([{ name: 'AnalyticsError', code: 'invocation-deadline' }]);
    expect(reports).toEqual([{ ...counts, reason: 'deadline', remainingMs, isSpooled: false }]);
  });

  it.each([0, 400])('waits for nothing with %i ms left, and says so', async (remainingMs) => {
    const { errors, reports, result } = await invoked(remainingMs);

    expect(await result).toBe('done');
    expect(errors).toMatchObject([{ code: 'invocation-deadline' }]);
    expect(errors[0]?.message).toContain('less than the margin of 500 ms');
    expect(reports).toEqual([{ ...counts, reason: 'no-time', remainingMs, isSpooled: false }]);
  });

  it.each<readonly [string, object]>([
    ['says nothing of it', {}],
    ['throws', { getRemainingTimeInMillis: throwing }],
    ['says something that is no time', { getRemainingTimeInMillis: () => Number.NaN }],
    ['has something else there', { getRemainingTimeInMillis: 5 }],
  ])('has 3 seconds, less the margin, where its context %s', async (_what, context) => {
    const service = await stage.service();
    service.otherwise(silence);
    const clock = new ManualClock();
    const client = stage.client(service, { clock });
    const reports: PendingReport[] = [];
    const inner = async (_event: unknown, _context: object): Promise<void> =>
      void client.track(aTrack());
    const onPending = (report: PendingReport): void => void reports.push(report);
    const result = withAnalytics(client, inner, { onPending })({}, context);

    await clock.advance(2_499);
    expect(reports).toEqual([]);
    await clock.advance(1);

    await result;
    expect(reports).toEqual([
      { ...counts, reason: 'deadline', remainingMs: 3_000, isSpooled: false },
    ]);
    expect(service.requests).toHaveLength(1);
  });

  it('leaves its messages on the disk, where there is a spool, and sends them later all the same', async () => {
    const service = await stage.service([silence]);
    const folder = new SpoolFolder(stage);
    const client = stage.client(service, { spool: folder.path, httpRequestTimeout: 150 });
    const reports: PendingReport[] = [];
    const handler = withAnalytics(
      client,
      async (_event: unknown, _context: unknown) => client.track(aTrack()).messageId,
      { margin: 9_950, onPending: (report) => reports.push(report) },
    );

    const messageId = await handler({}, anInvocation(10_000));
    expect(reports).toMatchObject([{ pending: 1, isSpooled: true }]);
    expect(folder.messageIds).toEqual([messageId]);

    await client.close();
    expect(client.stats()).toMatchObject({ delivered: 1, spooled: 0 });
    expect(folder.files).toEqual([]);
  });

  it('leaves its messages to a later one', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const client = stage.client(service, { httpRequestTimeout: 150 });
    const handler = withAnalytics(
      client,
      async (_event: unknown, _context: unknown) => void client.track(aTrack()),
      { margin: 0 },
    );
    await handler({}, anInvocation(50));

    service.otherwise(status(200));
    await handler({}, anInvocation());
    const { pending } = client.stats();
    await client.flush();

    expect(pending).toBeLessThanOrEqual(1);
    expect(client.stats()).toMatchObject({ delivered: 2, pending: 0 });
  });

  it('counts what listeners throw, and passes its result on', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const client = stage.client(service);
    client.on('error', () => {
      throw new Error('boom');
    });
    const onPending = (): Promise<never> => Promise.reject(new Error('boom'));
    const inner = async (_event: unknown, _context: unknown): Promise<string> => {
      client.track(aTrack());
      return 'done';
    };

    expect(await withAnalytics(client, inner, { onPending })({}, anInvocation(0))).toBe('done');
    await Promise.resolve();
    expect(client.stats()).toMatchObject({ hostErrors: 2 });
  });
});

function throwing(): never {
  throw new Error('boom');
}
