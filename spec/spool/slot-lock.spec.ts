import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../lib/base/clock.js';
import { SlotLock, STALE_MS } from '../../lib/spool/slot-lock.js';
import { Disk } from '../support/disk.js';
import { ManualClock } from '../support/manual-clock.js';
import { Program } from '../support/program.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { useStage } from '../support/stage.js';
import { aFolder } from './a-spoolable.js';

const stage = useStage();

/** Changes what a lock says of its owner. */
function rewrite(folder: string, changes: object): void {
  const [name = ''] = readdirSync(folder);
  const file = join(folder, name);
  const owner = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...owner, ...changes }));
}

/** An owner that lives in a process of its own, and its slot. */
async function aLivingOwner() {
  const service = await stage.service();
  const folder = new SpoolFolder(stage);
  const program = Program.start(stage, 'holds-a-slot.mjs', {
    service,
    options: { spool: folder.path },
  });
  await program.said('holding');
  return { program, slot: join(folder.path, '0') };
}

describe('the lock of a slot', () => {
  it('has one owner at a time, also within a process', () => {
    const folder = aFolder(stage);
    const lock = SlotLock.take(folder, systemClock);
    expect(lock?.isHeld()).toBe(true);
    expect(SlotLock.take(folder, systemClock)).toBeUndefined();
    expect(SlotLock.owner(folder, Date.now())).toMatchObject({ pid: process.pid });

    lock?.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(SlotLock.owner(folder, Date.now())).toBeUndefined();
    expect(lock?.isHeld()).toBe(false);
  });

  it('is that of another process while it lives, and free at once when it was killed', async () => {
    const { program, slot } = await aLivingOwner();
    expect(SlotLock.take(slot, systemClock)).toBeUndefined();
    expect(SlotLock.owner(slot, Date.now())).toMatchObject({ pid: program.pid });

    program.send('SIGKILL');
    await program.ended;
    const lock = SlotLock.take(slot, systemClock);
    expect(lock?.isHeld()).toBe(true);
    lock?.release();
  });

  it('is that of another thread of this process', async () => {
    const folder = aFolder(stage);
    const lock = SlotLock.take(folder, systemClock);
    const [name = ''] = readdirSync(folder);
    // What a thread is told of the beginning of its process is what the others are told.
    const worker = new Worker(
      "require('node:worker_threads').parentPort.postMessage(performance.timeOrigin)",
      { eval: true },
    );
    const timeOrigin = await new Promise((resolve) => worker.once('message', resolve));
    const owner = JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
    expect(owner).toMatchObject({ processStartMs: timeOrigin });
    lock?.release();
  });

  it('is free where a process before this one had the same number', () => {
    const folder = aFolder(stage);
    SlotLock.take(folder, new ManualClock(Date.now()));
    rewrite(folder, { processStartMs: performance.timeOrigin - 1 });
    const lock = SlotLock.take(folder, systemClock);
    expect(lock?.isHeld()).toBe(true);
    expect(readdirSync(folder)).toEqual(['lock.2']);
    lock?.release();
  });

  it('of an owner that can’t be seen is free when it was not renewed for thirty seconds', async () => {
    const folder = aFolder(stage);
    const clock = new ManualClock();
    const first = SlotLock.take(folder, clock);
    rewrite(folder, { space: 'elsewhere', pid: 1 });
    utimesSync(join(folder, 'lock.1'), clock.now() / 1_000, clock.now() / 1_000);
    expect(SlotLock.take(folder, clock)).toBeUndefined();

    // Its own beats go on.
    await clock.advance(STALE_MS * 3);
    expect(first?.isHeld()).toBe(true);
    expect(SlotLock.take(folder, clock)).toBeUndefined();

    const later = new ManualClock(clock.now() + STALE_MS + 1);
    const second = SlotLock.take(folder, later);
    expect(second?.isHeld()).toBe(true);
    await clock.advance(STALE_MS + 1);
    expect(first?.isHeld()).toBe(false);
    first?.release();
    expect(second?.isHeld()).toBe(true);
    expect(readdirSync(folder)).toEqual(['lock.2']);
    second?.release();
    expect([clock.timers, later.timers]).toEqual([0, 0]);
  });

  it('is free, too, where the clock was set back since', () => {
    const folder = aFolder(stage);
    SlotLock.take(folder, new ManualClock());
    const earlier = new ManualClock(Date.parse('2025-01-01T00:00:00.000Z'));
    const lock = SlotLock.take(folder, earlier);
    expect(lock?.isHeld()).toBe(true);
    lock?.release();
  });

  it('goes to one of two that have both seen that its owner is gone', () => {
    const folder = aFolder(stage);
    SlotLock.take(folder, new ManualClock());
    const disk = new Disk(stage);
    let other: SlotLock | undefined;
    disk.before('writeFileSync', () => {
      other = SlotLock.take(folder, systemClock);
    });
    expect(SlotLock.take(folder, systemClock)).toBeUndefined();
    expect(other?.isHeld()).toBe(true);
    expect(readdirSync(folder)).toEqual(['lock.2']);
    other?.release();
  });

  it('is given back by one who looked before another took it and let go of it', () => {
    const folder = aFolder(stage);
    SlotLock.take(folder, new ManualClock());
    const disk = new Disk(stage);
    const between: (SlotLock | undefined)[] = [];
    // It has seen that the owner of lock.1 is gone; then another has come and gone, and a third has taken it.
    disk.before('writeFileSync', () => {
      rmSync(join(folder, 'lock.1'));
      between.push(SlotLock.take(folder, systemClock));
    });
    expect(SlotLock.take(folder, systemClock)).toBeUndefined();
    expect(between[0]?.isHeld()).toBe(true);
    expect(readdirSync(folder)).toEqual(['lock.1']);
    between[0]?.release();
  });

  it('is somebody’s while it has no words yet, and nobody’s thirty seconds later', () => {
    const folder = aFolder(stage);
    for (const text of ['', '{', 'null', '7']) {
      writeFileSync(join(folder, 'lock.1'), text);
      expect(SlotLock.take(folder, systemClock)).toBeUndefined();
    }
    const lock = SlotLock.take(folder, new ManualClock(Date.now() + STALE_MS * 2));
    expect(lock).toBeDefined();
    lock?.release();
  });

  it('leaves nothing where the disk is full', () => {
    const folder = aFolder(stage);
    const disk = new Disk(stage);
    disk.failWhere((path) => {
      closeSync(openSync(String(path), 'w'));
      return true;
    }, 'writeFileSync');
    expect(() => SlotLock.take(folder, systemClock)).toThrow('ENOSPC');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('clears away what a crash left of one that was begun', () => {
    const folder = aFolder(stage);
    writeFileSync(join(folder, 'draft.of-somebody'), '{"pid"');
    const lock = SlotLock.take(folder, systemClock);
    expect(readdirSync(folder)).toEqual(['lock.1']);
    lock?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is let go of without an error where the disk fails', () => {
    const folder = aFolder(stage);
    const lock = SlotLock.take(folder, systemClock);
    const disk = new Disk(stage);
    disk.fail('rmSync');
    lock?.release();
    expect(lock?.isHeld()).toBe(false);
    expect(disk.calls('rmSync')).toBe(1);
  });
});
