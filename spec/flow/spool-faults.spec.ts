import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Analytics } from '../../lib/client/analytics.js';
import type { Receipt } from '../../lib/client/receipt.js';
import type { Outcome } from '../../lib/message/outcome.js';
import { aTrack } from '../support/client.js';
import { Disk } from '../support/disk.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { SEEDED } from '../support/seed.js';
import { reset, type Service, silence, status } from '../support/service.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { accountedFor, useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

function expectConserved(client: Analytics): void {
  const stats = client.stats();
  expect(accountedFor(stats)).toBe(stats.accepted);
}

/** What becomes of messages, each of which has one end. */
function endsOf(receipts: readonly Receipt[]): Promise<readonly Outcome[]> {
  return Promise.all(receipts.map(({ outcome }) => outcome));
}

describe('a burst of 100 000 calls in one turn', () => {
  it('overflows to the disk in bounded memory, and every message arrives', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    const client = stage.client(service, {
      spool: { folder: folder.path, drainRate: 1_000_000 },
      maxQueueSize: 1_000,
    });
    let mostPending = 0;
    for (let call = 0; call < 100_000; call += 1) {
      client.track({ userId: 'u', event: 'E', messageId: `m-${call}` });
      if (call % 1_000 === 0) mostPending = Math.max(mostPending, client.stats().pending);
    }
    // The bound, and 256 KB of messages that are written together.
    expect(mostPending).toBeLessThan(3_000);
    expectConserved(client);
    await client.flush();
    expect(client.stats()).toMatchObject({ accepted: 100_000, delivered: 1_000, spooled: 99_000 });
    expect(client.stats().refused['queue-full']).toBe(0);

    await until(
      () => client.stats().spool?.delivered === 99_000,
      'an empty spool',
      () => turns(1),
      60_000,
    );
    expect(new Set(service.messages.map(({ messageId }) => messageId)).size).toBe(100_000);
    await client.close();
    expect(folder.files).toEqual([]);
  }, 90_000);

  it('is refused where the disk is full, too, and nothing that was accepted is lost', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    const client = stage.client(service, {
      spool: { folder: folder.path, maxBytes: 2 ** 20, drainRate: 1_000_000 },
      maxQueueSize: 1_000,
    });
    const receipts = Array.from({ length: 20_000 }, () => client.track(aTrack()));
    expectConserved(client);
    await client.flush();
    const ends = await endsOf(receipts);
    const reasons = new Set(
      ends.map((end) => (end.status === 'dropped' ? end.reason : end.status)),
    );
    expect(reasons).toEqual(new Set(['delivered', 'spooled', 'queue-full']));
    expect(client.stats().dropped.deadline).toBe(0);
    expect(client.stats().spool?.bytes).toBeLessThanOrEqual(2 ** 20);
  });
});

describe('a disk that answers no more', () => {
  it.each(['overflow', 'journal'] as const)(
    'holds a close up for seconds, not for good: %s',
    async (mode) => {
      const folder = new SpoolFolder(stage);
      const service = await stage.service();
      service.otherwise(silence);
      const clock = new ManualClock();
      const client = stage.client(service, { spool: { folder: folder.path, mode }, clock });
      const disk = new Disk(stage);
      disk.hang('write', 'fdatasync');
      const receipts = [1, 2, 3].map(() => client.track(aTrack()));
      await turns();
      const closed = client.close({ timeout: 0 });
      await clock.advance(10_000);

      expect(await closed).toMatchObject({ dropped: 3, pending: 0 });
      expect(await endsOf(receipts)).toMatchObject([1, 2, 3].map(() => ({ reason: 'deadline' })));
      expectConserved(client);
    },
  );
});

/** What may go wrong meanwhile. */
type Fault = 'down' | 'up' | 'refusing' | 'full' | 'mended' | 'sync' | 'flush' | 'wait';

function answer(service: Service, fault: Fault): void {
  if (fault === 'down') service.otherwise(reset);
  if (fault === 'refusing') service.otherwise(status(400));
  if (fault === 'up') service.otherwise(status(200));
}

describe('whatever fails, the service or the disk', () => {
  it('keeps the accounts right at every instant, and gives every message one end that is true', async () => {
    const anyFault = fc.constantFrom<Fault>(
      ...(['down', 'up', 'refusing', 'full', 'mended', 'sync', 'flush', 'wait'] as const),
    );
    const runs = fc.record({
      steps: fc.array(fc.tuple(fc.nat({ max: 30 }), anyFault), { minLength: 3, maxLength: 12 }),
      mode: fc.constantFrom('journal' as const, 'overflow' as const),
      fsync: fc.constantFrom('close' as const, 'interval' as const, 'always' as const),
    });
    await fc.assert(
      fc.asyncProperty(runs, async ({ steps, mode, fsync }) => {
        const folder = new SpoolFolder(stage);
        const service = await stage.service();
        const lost = new Set<string>();
        const client = stage.client(service, {
          spool: { folder: folder.path, mode, fsync, drainRate: 0 },
          maxQueueSize: 20,
          flushAt: 5,
          maxRetries: 1,
        });
        client.on('drop', ({ messageIds }) => {
          for (const id of messageIds) lost.add(id);
        });
        const disk = new Disk(stage);
        const receipts: Receipt[] = [];
        for (const [calls, fault] of steps) {
          answer(service, fault);
          if (fault === 'full') disk.fail('write', 'writeSync', 'fdatasync', 'appendFile');
          if (fault === 'mended') disk.mend();
          for (let call = 0; call < calls; call += 1) {
            receipts.push(client.track(aTrack()));
            expectConserved(client);
          }
          if (fault === 'sync') void client.sync();
          if (fault === 'flush') await client.flush({ timeout: 50 });
          await turns(2);
          expectConserved(client);
        }
        await client.close({ timeout: 20 });
        disk.mend();
        expectConserved(client);
        expect(client.stats().pending).toBe(0);

        const ends = await endsOf(receipts);
        const arrived = new Set(service.messages.map(({ messageId }) => messageId));
        const onDisk = new Set(folder.messageIds);
        for (const [index, { messageId }] of receipts.entries()) {
          const end = ends[index];
          if (end?.status === 'delivered') expect(arrived.has(messageId)).toBe(true);
          else if (end?.status === 'spooled') expect(onDisk.has(messageId)).toBe(true);
          else if (end?.reason !== 'queue-full') expect(lost.has(messageId)).toBe(true);
        }
        await client.close();
        await service.close();
      }),
      { ...SEEDED, numRuns: 60 },
    );
  }, 120_000);
});
