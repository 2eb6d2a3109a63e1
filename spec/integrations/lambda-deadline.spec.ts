import { describe, expect, it } from '@jest/globals';
import type { EmittedError } from '../../lib/client/emitted-error.js';
import { type PendingReport, withAnalytics } from '../../lib/integrations/lambda.js';
import { aTrack } from '../support/client.js';
import { silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { anInvocation } from './an-invocation.js';

const stage = useStage();

describe('an invocation without enough time', () => {
  interface Told {
    readonly errors: EmittedError[];
    readonly reports: PendingReport[];
  }

  async function invoked(timeoutMs: number, options = {}): Promise<Told & { waitedMs: number }> {
    const service = await stage.service();
    service.otherwise(silence);
    const client = stage.client(service);
    const told: Told = { errors: [], reports: [] };
    client.on('error', (error) => told.errors.push(error));
    const onPending = (report: PendingReport): void => void told.reports.push(report);
    const handler = withAnalytics(
      client,
      async (_event: unknown, _context: unknown) => {
        client.track(aTrack());
        return 'done';
      },
      { onPending, ...options },
    );
    const startedMs = performance.now();

    expect(await handler({}, anInvocation(timeoutMs))).toBe('done');
    expect(client.stats()).toMatchObject({ pending: 1, hostErrors: 0 });
    return { ...told, waitedMs: performance.now() - startedMs };
  }

  it.each([
    ['the margin of 500 ms before its end', 600, {}],
    ['another margin before its end', 150, { margin: 50 }],
    ['a time of its own', 60_000, { timeout: 100 }],
  ])('stops waiting at %s, and tells what is pending', async (_what, timeoutMs, options) => {
    const { errors, reports, waitedMs } = await invoked(timeoutMs, options);

    expect(waitedMs).toBeGreaterThan(90);
    expect(waitedMs).toBeLessThan(1_000);
    expect(errors).toMatchObject([{ name: 'AnalyticsError', code: 'invocation-deadline' }]);
    const counts = { delivered: 0, dropped: 0, spooled: 0, pending: 1 };
    expect(reports).toEqual([{ ...counts, reason: 'deadline', remainingMs: expect.any(Number) }]);
  });

  it.each([0, 400])('waits for nothing with %i ms left, and says so', async (timeoutMs) => {
    const { errors, reports } = await invoked(timeoutMs);

    expect(errors).toMatchObject([{ code: 'invocation-deadline' }]);
    expect(errors[0]?.message).toContain('less than the margin of 500 ms');
    expect(reports).toMatchObject([{ reason: 'no-time', pending: 1 }]);
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
