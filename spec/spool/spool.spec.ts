import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../lib/base/clock.js';
import { Spool, type SpoolSettings } from '../../lib/spool/spool.js';
import { SpoolFolderError } from '../../lib/spool/spool-error.js';
import { isKept } from '../../lib/spool/spoolable.js';
import { Disk } from '../support/disk.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { spoolables } from './a-spoolable.js';

const stage = useStage();

function aSpool(
  settings: Partial<SpoolSettings> = {},
  { clock = new ManualClock(), writeKey = 'a-key' }: { clock?: Clock; writeKey?: string } = {},
) {
  const folder = new SpoolFolder(stage);
  const failures: string[] = [];
  let left = 0;
  const spool = new Spool({
    settings: {
      folder: folder.path,
      mode: 'journal',
      fsync: 'close',
      fsyncInterval: 100,
      maxBytes: 2 ** 30,
      maxAge: 1,
      drainRate: 1,
      ...settings,
    },
    writeKey,
    clock,
    onFailure: ({ message }) => failures.push(message),
    onLeft: () => {
      left += 1;
    },
  });
  stage.onEnd(() => spool.close());
  return { spool, folder, failures, clock, lefts: () => left };
}

/** What a spool has for a drain, by the ids of the messages. */
async function idsIn(spool: Spool): Promise<readonly string[]> {
  const segment = spool.next();
  const stored = segment === undefined ? undefined : await spool.read(segment);
  return stored?.records.map(({ json }) => JSON.parse(json.toString()).messageId as string) ?? [];
}

describe('a spool', () => {
  it('writes what a turn has accepted when it is over, and not what has ended by then', async () => {
    const { spool, folder } = aSpool();
    const [one, two] = spoolables(2) as [never, { isSettled: boolean } & never];
    spool.accepted(one);
    spool.accepted(two);
    Object.assign(two, { isSettled: true });
    expect(folder.messageIds).toEqual([]);
    await until(() => folder.messageIds.length > 0);
    await spool.close();
    expect(folder.messageIds).toEqual(['m-1']);
  });

  it('writes only what it is told to where it is no journal', async () => {
    const { spool, folder } = aSpool({ mode: 'overflow' });
    const messages = spoolables(3);
    for (const message of messages) spool.accepted(message);
    await turns();
    expect(folder.files).toEqual([join('0', 'lock.1')]);
    await spool.write(messages);
    expect(folder.messageIds).toEqual(['m-1', 'm-2', 'm-3']);
  });

  it('has nothing any more when everything has ended and it is closed', async () => {
    const { spool, folder } = aSpool({ fsync: 'interval' });
    const messages = spoolables(3);
    await spool.write(messages);
    spool.done(messages);
    await spool.close();
    expect(folder.files).toEqual([]);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('gives what was left, and only that, to a drain', async () => {
    const { spool, lefts } = aSpool();
    const messages = spoolables(3);
    const [one, two, three] = messages as [never, never, never];
    await spool.write(messages);
    spool.done([one, three]);
    spool.leave([two]);
    expect(spool.hasLeft).toBe(true);
    expect(spool.next()).toBeUndefined();
    // The disk is told first what is done, and then that something is there.
    await until(() => lefts() === 2);
    expect(await idsIn(spool)).toEqual(['m-2']);
  });

  it('says that a message is there when its sync is over, also where another asked for it', async () => {
    const { spool } = aSpool();
    const messages = spoolables(2);
    const disk = new Disk(stage);
    const answer = disk.hang('write');
    const both = [spool.sync(messages), spool.sync(messages)];
    await turns();
    expect(messages.map(isKept)).toEqual([false, false]);
    answer();
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(messages.map(isKept)).toEqual([true, true]);
  });

  it('tries once more what failed while somebody else had it written', async () => {
    const { spool, failures } = aSpool();
    const messages = spoolables(2);
    const disk = new Disk(stage);
    const answer = disk.hang('write');
    const first = spool.sync(messages);
    const second = spool.sync(messages);
    await turns();
    answer(new Error('a cable'));
    await first;
    expect(await second).toBe(true);
    expect(failures).toEqual([expect.stringMatching(/^The spool .* fails: a cable\.$/)]);
  });

  it('tells of a disk that fails once until it works again', async () => {
    const { spool, failures } = aSpool();
    const disk = new Disk(stage);
    disk.fail('write');
    for (const message of spoolables(3)) expect(await spool.sync([message])).toBe(false);
    expect(failures).toHaveLength(1);
    expect(spool.failures).toBe(3);
    expect(spool.takesMessages).toBe(false);

    disk.mend();
    expect(await spool.sync(spoolables(1))).toBe(true);
    disk.fail('write');
    await spool.sync(spoolables(1));
    expect(failures).toHaveLength(2);
    expect(failures[0]).toMatch(/^The spool .* fails: ENOSPC/);
  });

  it('rests after a failure for a second, and takes what comes later', async () => {
    const { spool, clock, folder } = aSpool();
    const disk = new Disk(stage);
    disk.fail('write', 'openSync');
    const [one, two, three] = spoolables(3) as [never, never, never];
    spool.accepted(one);
    await turns();
    disk.mend();
    spool.accepted(two);
    await turns();
    await (clock as ManualClock).advance(1_000);
    spool.accepted(three);
    await turns();
    await spool.close();
    expect(folder.messageIds).toEqual(['m-3']);
  });

  it('keeps no more than maxBytes, and has room again when something is done', async () => {
    const { spool, failures } = aSpool({ maxBytes: 3_000 });
    const [first, second] = [spoolables(10, 200), spoolables(10, 200)];
    expect(await spool.sync(first)).toBe(true);
    expect(await spool.sync(second)).toBe(false);
    expect(failures).toEqual([expect.stringContaining('bytes of 3000 (maxBytes)')]);
    spool.done(first);
    expect(await spool.sync(second)).toBe(true);
  });

  it('counts the bytes of what failed as free', async () => {
    const { spool, folder } = aSpool();
    const disk = new Disk(stage);
    disk.fail('write');
    await spool.sync(spoolables(10, 500));
    disk.mend();
    expect(spool.bytes).toBe(0);
    await spool.sync(spoolables(2));
    const [segment = ''] = folder.segments;
    expect(spool.bytes).toBe(folder.text(segment).length);
  });

  it('goes on in a new folder where somebody deletes it, and writes what was there once more', async () => {
    const { spool, folder } = aSpool();
    const messages = spoolables(3);
    await spool.sync(messages);
    rmSync(folder.path, { recursive: true });
    await spool.write(spoolables(1));
    expect(messages.map(isKept)).toEqual([false, false, false]);
    expect(await spool.sync(messages)).toBe(true);
    expect(folder.messageIds).toEqual(expect.arrayContaining(['m-1', 'm-2', 'm-3']));
  });

  it('refuses a folder with something else in it, and lets go of what it took', () => {
    const folder = new SpoolFolder(stage);
    const { spool } = aSpool({ folder: folder.path });
    writeFileSync(join(folder.path, 'notes.txt'), '');
    expect(() => aSpool({ folder: folder.path })).toThrow(SpoolFolderError);
    expect(readdirSync(folder.path).sort()).toEqual(['0', 'notes.txt']);
    expect(spool.failures).toBe(0);
  });
});
