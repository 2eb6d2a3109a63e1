import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { Disk } from '../support/disk.js';
import { accepted, type Service, silence } from '../support/service.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

function idsAt(service: Service): readonly string[] {
  return service.messages.map(({ messageId }) => messageId).sort();
}

function journalIn(folder: SpoolFolder) {
  return { folder: folder.path, mode: 'journal', drainRate: 100_000 } as const;
}

describe('a journal', () => {
  it('has every message on the disk when its turn is over, before anything is sent', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    const client = stage.client(service, { spool: journalIn(folder), flushAt: 1_000 });
    const receipts = [1, 2, 3].map(() => client.track(aTrack()));
    expect(folder.segments).toEqual([]);
    expect(await client.sync()).toBe(true);

    expect(folder.messageIds).toEqual(receipts.map(({ messageId }) => messageId));
    expect(service.requests).toEqual([]);
    expect(client.stats()).toMatchObject({ pending: 3, spooled: 0 });
    expect(client.stats().spool?.bytes).toBe(folder.text(folder.segments[0] ?? '').length);
  });

  it('leaves an empty folder where a close delivers everything', async () => {
    for (const fsync of ['close', 'interval', 'always'] as const) {
      const folder = new SpoolFolder(stage);
      const service = await stage.service();
      const client = stage.client(service, { spool: { ...journalIn(folder), fsync }, flushAt: 5 });
      for (let call = 0; call < 100; call += 1) {
        client.track(aTrack());
        if (call % 10 === 0) await client.sync();
      }
      await client.close();
      expect(client.stats()).toMatchObject({ delivered: 100, spooled: 0, pending: 0 });
      expect(readdirSync(folder.path)).toEqual([]);
    }
  });

  it('sends nothing again that was delivered, where the rest is left to the next client', async () => {
    const folder = new SpoolFolder(stage);
    const first = await stage.service([accepted]);
    first.otherwise(silence);
    const client = stage.client(first, { spool: journalIn(folder), maxInFlight: 1, flushAt: 1 });
    const delivered = [1, 2, 3].map(() => client.track(aTrack()).messageId);
    await client.flush();
    const left = [1, 2, 3].map(() => client.track(aTrack()).messageId);
    await first.received(2);
    expect(await client.close({ timeout: 0 })).toMatchObject({ spooled: 3, dropped: 0 });
    expect(folder.messageIds).toEqual([...delivered, ...left]);

    const second = await stage.service();
    const next = stage.client(second, { spool: journalIn(folder) });
    await until(() => next.stats().spool?.delivered === 3);
    await next.close();
    expect(idsAt(second)).toEqual([...left].sort());
    expect(folder.files).toEqual([]);
  });

  it('sends nothing twice itself, where some was spooled and some delivered', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    let isDown = false;
    service.otherwise((request, response, socket) => {
      if (isDown) socket.resetAndDestroy();
      else accepted(request, response, socket);
    });
    const client = stage.client(service, { spool: journalIn(folder), maxRetries: 0 });
    const delivered = client.track(aTrack());
    await client.flush();
    isDown = true;
    const spooled = client.track(aTrack());
    await client.flush();
    isDown = false;
    expect(await spooled.outcome).toEqual({ status: 'spooled' });

    await until(() => client.stats().spool?.delivered === 1);
    const ids = service.messages.map(({ messageId }) => messageId);
    expect(ids).toEqual([delivered, spooled, spooled].map(({ messageId }) => messageId));
    await client.close();
    expect(folder.files).toEqual([]);
  });

  it('goes on in memory while the disk fails, and tells it once', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    const client = stage.client(service, { spool: journalIn(folder) });
    const errors: string[] = [];
    client.on('error', (error) => errors.push((error as Error).message));
    const disk = new Disk(stage);
    disk.fail('write', 'openSync');
    const receipts = [1, 2, 3].map(() => client.track(aTrack()));
    expect(await client.sync()).toBe(false);
    expect(await client.sync()).toBe(false);
    await client.flush();

    expect(idsAt(service)).toEqual(receipts.map(({ messageId }) => messageId).sort());
    expect(errors).toEqual([expect.stringMatching(/^The spool .* fails: ENOSPC/)]);
    expect(client.stats().spool?.failures).toBeGreaterThan(1);
    expect(client.stats()).toMatchObject({ delivered: 3, pending: 0 });
  });

  it('is not said to have what an asynchronous plugin has', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    let pass: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => {
      pass = resolve;
    });
    const client = stage.client(service, { spool: journalIn(folder) });
    await client.register({
      name: 'slow',
      type: 'enrichment',
      version: '1',
      isLoaded: () => true,
      load: () => Promise.resolve(),
      track: async (context) => {
        await waits;
        return context;
      },
    });
    client.track(aTrack());
    expect(await client.sync()).toBe(false);
    pass();
    await client.flush();
    expect(await client.sync()).toBe(true);
  });

  it('leaves a slot to the write key whose messages are in it', async () => {
    const folder = new SpoolFolder(stage);
    const down = await stage.service([silence]);
    const first = stage.client(down, { spool: journalIn(folder), writeKey: 'another-key' });
    const { messageId } = first.track(aTrack());
    void first.flush();
    await down.received(1);
    await first.close({ timeout: 0 });

    const up = await stage.service();
    // It stays open all the time.
    stage.client(up, { spool: journalIn(folder) });
    const third = stage.client(up, { spool: journalIn(folder), writeKey: 'another-key' });
    await until(() => third.stats().spool?.delivered === 1);
    expect(idsAt(up)).toEqual([messageId]);
  });
});
