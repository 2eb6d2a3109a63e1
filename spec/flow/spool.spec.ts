import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Receipt } from '../../lib/client/receipt.js';
import { aTrack } from '../support/client.js';
import { reset, type Service, silence, status } from '../support/service.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { accountedFor, useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

function idsOf(receipts: readonly Receipt[]): readonly string[] {
  return receipts.map(({ messageId }) => messageId).sort();
}

function idsAt(service: Service): readonly string[] {
  return service.messages.map(({ messageId }) => messageId).sort();
}

describe('a spool', () => {
  it('takes what a close leaves, and the next client delivers it with the same ids', async () => {
    const folder = new SpoolFolder(stage);
    const down = await stage.service();
    down.otherwise(silence);
    const first = stage.client(down, { spool: folder.path, maxInFlight: 1, maxBatchSize: 2 });
    const receipts = [1, 2, 3, 4, 5].map(() => first.track(aTrack()));
    void first.flush();
    await down.received(1);

    const report = await first.close({ timeout: 0 });
    expect(report).toEqual({ delivered: 0, dropped: 0, spooled: 5, pending: 0 });
    expect(await receipts[0]?.outcome).toEqual({ status: 'spooled' });
    expect(first.stats()).toMatchObject({ accepted: 5, spooled: 5, pending: 0 });

    const up = await stage.service();
    const second = stage.client(up, { spool: folder.path });
    await up.received(1);
    await until(() => second.stats().spool?.delivered === 5);
    await second.close();

    expect(idsAt(up)).toEqual(idsOf(receipts));
    expect(second.stats()).toMatchObject({ calls: 0, accepted: 0, spool: { delivered: 5 } });
    expect(folder.files).toEqual([]);
  });

  it('renews sentAt, and keeps the rest of a message as it was', async () => {
    const folder = new SpoolFolder(stage);
    const down = await stage.service([silence]);
    const first = stage.client(down, { spool: folder.path });
    first.track(aTrack({ properties: { price: 7, text: 'ünï\n"' } }));
    void first.flush();
    await down.received(1);
    await first.close({ timeout: 0 });

    const up = await stage.service();
    stage.client(up, { spool: folder.path });
    await up.received(1);

    expect(up.messages).toEqual(down.messages);
    const [before, after] = [down, up].map(({ requests }) => requests[0]?.body.sentAt ?? '');
    expect(Date.parse(after ?? '')).toBeGreaterThanOrEqual(Date.parse(before ?? ''));
    expect(after).not.toBe('');
  });

  it('tells the callback of no error, and nobody of a drop', async () => {
    const folder = new SpoolFolder(stage);
    const down = await stage.service([silence]);
    const letters: unknown[] = [];
    const client = stage.client(down, { spool: folder.path, deadLetter: (m) => letters.push(m) });
    const told: unknown[] = [];
    for (const name of ['drop', 'error', 'track'] as const) {
      client.on(name, (...given: unknown[]) => void told.push([name, ...given]));
    }
    const ended = new Promise((resolve) => client.track(aTrack(), (...given) => resolve(given)));
    void client.flush();
    await down.received(1);
    await client.close({ timeout: 0 });

    expect(await ended).toEqual([undefined, expect.objectContaining({})]);
    expect({ told, letters }).toEqual({ told: [], letters: [] });
  });

  it('takes what memory has no room for, and sends it when there is', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    const spool = { folder: folder.path, drainRate: 100_000 };
    const client = stage.client(service, { spool, maxQueueSize: 10, flushAt: 5 });
    const receipts = Array.from({ length: 2_000 }, () => client.track(aTrack()));

    await client.flush();
    expect(accountedFor(client.stats())).toBe(2_000);
    await until(() => client.stats().spool?.delivered === 1_990);

    expect(idsAt(service)).toEqual(idsOf(receipts));
    expect(client.stats()).toMatchObject({ accepted: 2_000, delivered: 10, spooled: 1_990 });
    expect(client.stats().refused['queue-full']).toBe(0);
  });

  it('takes what has had its retries, and tries again later', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service([status(503), reset]);
    const client = stage.client(service, { spool: folder.path, maxRetries: 1 });
    const { outcome, messageId } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'spooled' });
    await service.received(3);
    await until(() => client.stats().spool?.delivered === 1);
    expect(service.messages.map((one) => one.messageId)).toEqual([messageId, messageId, messageId]);
  });

  it('still drops what the endpoint refuses, also when it comes from the disk', async () => {
    const folder = new SpoolFolder(stage);
    const down = await stage.service([silence]);
    const first = stage.client(down, { spool: folder.path });
    first.track(aTrack({ event: 'Spooled' }));
    void first.flush();
    await down.received(1);
    await first.close({ timeout: 0 });

    const refusing = await stage.service();
    refusing.otherwise(status(400));
    const letters: string[] = [];
    const second = stage.client(refusing, {
      spool: folder.path,
      deadLetter: (messages, reason) => {
        for (const message of messages) letters.push(`${reason} ${(message as never)['event']}`);
      },
    });
    await until(() => letters.length === 1);
    second.track(aTrack({ event: 'Called' }));
    await second.close();

    expect(letters).toEqual(['refused Spooled', 'refused Called']);
    expect(second.stats()).toMatchObject({ dropped: { refused: 1 }, spooled: 0 });
    expect(second.stats().spool?.dropped).toMatchObject({ refused: 1 });
    expect(folder.files).toEqual([]);
  });

  it('leaves alone what another write key sent', async () => {
    const folder = new SpoolFolder(stage);
    const down = await stage.service([silence]);
    const first = stage.client(down, { spool: folder.path, writeKey: 'another-key' });
    const receipt = first.track(aTrack());
    void first.flush();
    await down.received(1);
    await first.close({ timeout: 0 });
    expect(folder.text(folder.segments[0] ?? '')).not.toContain('another-key');

    const up = await stage.service();
    const second = stage.client(up, { spool: folder.path });
    second.track(aTrack());
    await second.close();
    expect(idsAt(up)).not.toContain(receipt.messageId);
    expect(folder.messageIds).toEqual([receipt.messageId]);

    const third = stage.client(up, { spool: folder.path, writeKey: 'another-key' });
    await until(() => third.stats().spool?.delivered === 1);
    expect(idsAt(up)).toContain(receipt.messageId);
  });

  it('drops what is older than maxAge, and tells of it', async () => {
    const folder = new SpoolFolder(stage);
    const down = await stage.service([silence]);
    const first = stage.client(down, { spool: folder.path });
    first.track(aTrack());
    void first.flush();
    await down.received(1);
    await first.close({ timeout: 0 });
    const [segment = ''] = folder.segments;
    const old = folder
      .text(segment)
      .replace(/"createdAt":"[^"]+"/, '"createdAt":"2020-01-01T00:00:00.000Z"');
    writeFileSync(join(folder.path, segment), old);

    const up = await stage.service();
    const reasons: string[] = [];
    const second = stage.client(up, {
      spool: folder.path,
      deadLetter: (_m, why) => reasons.push(why),
    });
    await until(() => reasons.length === 1);
    await second.close();

    expect(reasons).toEqual(['deadline']);
    expect(up.requests).toEqual([]);
    expect(folder.files).toEqual([]);
  });

  it('is kept whole beside others: each client has a slot, and takes over those of clients that are gone', async () => {
    const folder = new SpoolFolder(stage);
    const down = await stage.service();
    down.otherwise(silence);
    const clients = [1, 2, 3].map(() => stage.client(down, { spool: folder.path }));
    const receipts = clients.map((client) => client.track(aTrack()));
    for (const client of clients) void client.flush();
    await down.received(3);
    await Promise.all(clients.map((client) => client.close({ timeout: 0 })));
    expect(folder.segments).toEqual([
      join('0', '0000000001.ndjson'),
      join('1', '0000000001.ndjson'),
      join('2', '0000000001.ndjson'),
    ]);

    const up = await stage.service();
    const next = stage.client(up, { spool: folder.path });
    await until(() => next.stats().spool?.delivered === 3);
    await next.close();

    expect(idsAt(up)).toEqual(idsOf(receipts));
    expect(folder.files).toEqual([]);
  });

  it('refuses a folder that has something else in it, or can be none', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    await mkdir(folder.path);
    writeFileSync(join(folder.path, 'notes.txt'), 'mine');
    const where =
      'Analytics: spool.folder must be a folder that the spool has to itself and can write to; found';
    expect(() => stage.client(service, { spool: folder.path })).toThrow(
      `${where} ${folder.path}, which has something else in it (notes.txt).`,
    );
    const file = join(folder.path, 'notes.txt');
    expect(() => stage.client(service, { spool: { folder: file } })).toThrow(
      `${where} ${file}, which can't be written to (EEXIST).`,
    );
  });

  it('is not there where it is not asked for, or the client is disabled', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service();
    expect(stage.client(service).stats()).not.toHaveProperty('spool');
    expect(stage.client(service, { spool: folder.path, disable: true }).stats()).not.toHaveProperty(
      'spool',
    );
    expect(folder.files).toEqual([]);
  });
});
