import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { RecoveryProgress } from '../lib/options.js';
import { startWorkspace } from '../lib/start.js';
import { Child, commandOf } from './log/child.js';
import { aTrack, post } from './post.js';
import { start } from './started.js';

describe('a workspace', () => {
  it('listens on a free port of loopback', async () => {
    const [one, other] = [await start(), await start()];

    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(other.url).not.toBe(one.url);
  });

  it('shows the messages it took, in their order', async () => {
    const workspace = await start();

    await post(workspace, { body: { batch: [aTrack({ event: 'A' }), aTrack({ event: 'B' })] } });
    await post(workspace, { path: '/v1/track', body: { userId: 'user-1', event: 'C' } });

    expect(workspace.messages.map(({ event }) => event)).toEqual(['A', 'B', 'C']);
  });

  it('keeps the latest messages only, and counts them all', async () => {
    const workspace = await start({ maxMessages: 2 });

    for (const event of ['A', 'B', 'C', 'D', 'E']) {
      await post(workspace, { body: { batch: [aTrack({ event })] } });
    }

    expect(workspace.messages.map(({ event }) => event)).toEqual(['D', 'E']);
    expect(workspace.stats().unique).toBe(5);
  });

  it('has an account in which every message is counted once', async () => {
    const workspace = await start();
    const batch = [aTrack({ messageId: 'm-1' }), aTrack({ messageId: 'm-1' }), { type: 'track' }];
    const body = JSON.stringify({ batch });

    await post(workspace, { body });
    await post(workspace, { body: '{' });

    expect(workspace.stats()).toEqual({
      requests: 2,
      byStatus: { 200: 1, 400: 1 },
      resets: 0,
      received: 4,
      unique: 1,
      duplicates: 1,
      rejected: { no_user_anon_id: 1, bad_request: 1 },
      largestBodyBytes: Buffer.byteLength(body),
      kept: 4,
      keptBytes: expect.any(Number),
    });
  });

  it('leaves the Request and Response of the program as they are', async () => {
    const before = [globalThis.Request, globalThis.Response];

    await start();

    expect([globalThis.Request, globalThis.Response]).toEqual(before);
  });

  it('says so when its port is in use', async () => {
    const workspace = await start();

    const second = startWorkspace({ port: Number(new URL(workspace.url).port) });

    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('can be closed twice, and answers no more', async () => {
    const workspace = await start();
    await post(workspace, { body: { batch: [aTrack()] } });

    await Promise.all([workspace.close(), workspace.close()]);

    await expect(post(workspace, { body: { batch: [aTrack()] } })).rejects.toThrow();
  });
});

describe('who subscribes', () => {
  it('hears of entries before they are answered, until it has enough', async () => {
    const workspace = await start();
    const heard: unknown[] = [];
    const stop = workspace.subscribe((entries) => {
      heard.push(...entries.map(({ message }) => message['event']));
    });

    await post(workspace, { body: { batch: [aTrack({ event: 'A' }), aTrack({ event: 'B' })] } });
    expect(heard).toEqual(['A', 'B']);
    stop();
    await post(workspace, { body: { batch: [aTrack({ event: 'C' })] } });

    expect(heard).toEqual(['A', 'B']);
  });

  it('can not harm what comes in', async () => {
    const child = new Child(commandOf(new URL('./programs/throw-on-entry.ts', import.meta.url)));

    expect(JSON.parse(await child.line(0))).toEqual({
      status: 200,
      stats: { unique: 1, duplicates: 0 },
      errors: ['The listener failed.'],
    });
    await child.ended;
  });
});

describe('a question with numbers out of their bounds', () => {
  it.each([0, -1, 1.5, Number.NaN])('is refused for a limit of %d', async (limit) => {
    const workspace = await start();

    expect(() => workspace.query({}, { limit })).toThrow(/query: limit must be a whole number/);
  });

  it.each([
    ['count', { count: 0 }],
    ['timeoutMs', { timeoutMs: 120_001 }],
  ])('is refused for %s', async (name, options) => {
    const workspace = await start();

    await expect(workspace.wait({}, options)).rejects.toThrow(
      new RegExp(`^wait: ${name} must be a whole number`),
    );
  });
});

describe('a workspace with a folder', () => {
  it('that is cleared while it reads what was kept has nothing of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-start-'));
    const first = await start({ folder });
    const batch = Array.from({ length: 2_500 }, () => aTrack());
    for (let sent = 0; sent < 8; sent += 1) await post(first, { body: { batch } });
    await first.close();

    const workspace = await start({ folder });
    expect(await workspace.clear()).toBe(20_000);
    await workspace.recovered;

    expect(workspace.query({ outcome: 'any' })).toEqual([]);
    expect(workspace.users().total).toBe(0);
    await workspace.close();
    await rm(folder, { recursive: true });
  });

  it('goes on with its numbers after it was cleared and started again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-start-'));
    const first = await start({ folder });
    await post(first, { body: { batch: [aTrack(), aTrack()] } });
    await first.clear();
    await first.close();

    const workspace = await start({ folder });
    await post(workspace, { body: { batch: [aTrack()] } });

    expect(workspace.query().map(({ seq }) => seq)).toEqual([3]);
    await workspace.close();
    await rm(folder, { recursive: true });
  });

  it('tells how far it is with reading what was kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-start-'));
    const first = await start({ folder });
    await post(first, { body: { batch: [aTrack()] } });
    await first.close();

    const told: RecoveryProgress[] = [];
    const workspace = await start({ folder, onRecovering: (progress) => told.push(progress) });
    await workspace.recovered;

    const { totalBytes = 0 } = told[0] ?? {};
    expect(totalBytes).toBeGreaterThan(100);
    expect(told.map(({ readBytes }) => readBytes)).toEqual([0, totalBytes]);
    await workspace.close();
    await rm(folder, { recursive: true });
  });

  it('tells subscribers of what comes, and not of what was kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-start-'));
    const first = await start({ folder });
    await post(first, { body: { batch: [aTrack({ event: 'Before' })] } });
    await first.close();

    const workspace = await start({ folder });
    const told: unknown[] = [];
    workspace.subscribe((entries) => told.push(...entries.map(({ message }) => message['event'])));
    await post(workspace, { body: { batch: [aTrack({ event: 'After' })] } });
    const kept = await workspace.wait({}, { count: 2 });

    expect(told).toEqual(['After']);
    expect(kept.map(({ message }) => message['event'])).toEqual(['Before', 'After']);
    await workspace.close();
    await rm(folder, { recursive: true });
  });

  it('takes a repeat for one after it was started again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-start-'));
    const body = { batch: [aTrack({ messageId: 'm-1' })] };
    const first = await start({ folder });
    await post(first, { body });
    await first.close();

    const workspace = await start({ folder });
    await post(workspace, { body });

    expect(workspace.query({ outcome: 'any' })).toMatchObject([
      { seq: 1, outcome: 'accepted' },
      { seq: 2, outcome: 'duplicate' },
    ]);
    await workspace.close();
    await rm(folder, { recursive: true });
  });
});
