import fs, { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DoneRanges } from '../../lib/spool/done-ranges.js';
import { doneFileOf, Segment, type SegmentOptions } from '../../lib/spool/segment.js';
import { headerText } from '../../lib/spool/segment-header.js';
import { isKept, isPlaced } from '../../lib/spool/spoolable.js';
import { StoredSegment } from '../../lib/spool/stored-segment.js';
import { Disk } from '../support/disk.js';
import { useStage } from '../support/stage.js';
import { aFolder, spoolables } from './a-spoolable.js';

const stage = useStage();

function aSegment(options: Partial<SegmentOptions> = {}) {
  const folder = aFolder(stage);
  const failures: unknown[] = [];
  const completed: Segment[] = [];
  const segment = new Segment({
    path: join(folder, '0000000001.ndjson'),
    header: headerText({ source: 'abc', createdAt: '' }),
    isHeld: () => true,
    onFailure: (error) => failures.push(error),
    onComplete: (one) => completed.push(one),
    ...options,
  });
  const read = async () => {
    const stored = await new StoredSegment(segment.path).read();
    return stored?.records.map(({ ordinal }) => ordinal);
  };
  return { segment, folder, failures, completed, read };
}

describe('a segment', () => {
  it('keeps messages from when they have their place, and holds them when they are written', async () => {
    const { segment, read } = aSegment();
    const messages = spoolables(3);
    const placed = segment.place(messages);
    expect(messages.map((one) => [isPlaced(one), isKept(one)])).toEqual(
      messages.map(() => [true, false]),
    );
    expect(await segment.write(placed)).toBe(true);
    expect(messages.every(isKept)).toBe(true);
    expect(await read()).toEqual([0, 1, 2]);
    expect(segment.bytes).toBe(readFileSync(segment.path).length);
  });

  it('is complete when it takes no more and everything in it has ended', async () => {
    const { segment, completed } = aSegment();
    const [one, two] = spoolables(2) as [never, never];
    segment.writeSync(segment.place([one, two]));
    segment.done(one);
    segment.end();
    expect(completed).toEqual([]);
    segment.done(two);
    await segment.idle();
    expect(completed).toEqual([segment]);
    expect(segment.left).toBe(0);
  });

  it('that has something left is complete when the disk knows what of it is done', async () => {
    const { segment, completed, read } = aSegment();
    const [one, two, three] = spoolables(3) as [never, never, never];
    segment.writeSync(segment.place([one, two, three]));
    segment.end();
    segment.done(one);
    segment.leave(two);
    segment.done(three);
    expect(completed).toEqual([]);
    await segment.idle();
    expect(completed).toEqual([segment]);
    expect(await read()).toEqual([1]);
  });

  it('lets go of messages whose write fails, takes no more, and keeps the others', async () => {
    const { segment, failures, completed, read } = aSegment();
    const disk = new Disk(stage);
    const [first, second, third] = spoolables(3) as [never, never, never];
    segment.writeSync(segment.place([first]));
    disk.fail('write');
    const failing = segment.write(segment.place([second]));
    disk.mend();
    const going = segment.write(segment.place([third]));

    expect(await Promise.all([failing, going])).toEqual([false, true]);
    expect([first, second, third].map(isKept)).toEqual([true, false, true]);
    expect(failures).toHaveLength(1);
    expect(await read()).toEqual([0, 2]);
    segment.done(first);
    segment.done(third);
    await segment.idle();
    expect(completed).toEqual([segment]);
  });

  it('says so where its descriptor was closed behind its back', async () => {
    let opened = 0;
    const { openSync } = fs;
    Object.assign(fs, {
      openSync: (...given: Parameters<typeof openSync>) => (opened = openSync(...given)),
    });
    const { segment, failures } = aSegment();
    Object.assign(fs, { openSync });
    fs.closeSync(opened);
    const [one, two] = spoolables(2) as [never, never];
    expect(await segment.write(segment.place([one]))).toBe(false);
    expect(segment.writeSync(segment.place([two]))).toBe(false);
    expect(failures).toMatchObject([{ code: 'EBADF' }, { code: 'EBADF' }]);
    expect([one, two].map(isPlaced)).toEqual([false, false]);
  });

  it('is lost when it is deleted: its next write fails, and all that it held is to be written elsewhere', async () => {
    const { segment, folder, failures } = aSegment();
    const [one, two] = spoolables(2) as [never, never];
    segment.writeSync(segment.place([one]));
    rmSync(folder, { recursive: true });
    expect(await segment.write(segment.place([two]))).toBe(false);
    expect(segment.isLost).toBe(true);
    expect([one, two].map(isKept)).toEqual([false, false]);
    expect(String(failures[0])).toContain(`somebody has deleted ${segment.path}`);
  });

  it('is lost with its slot: then nothing is written beside it, where another may be', async () => {
    let isHeld = true;
    const { segment, folder } = aSegment({ isHeld: () => isHeld });
    const [one, two] = spoolables(2) as [never, never];
    segment.writeSync(segment.place([one, two]));
    segment.done(one);
    isHeld = false;
    await segment.writeDone();
    segment.endSync();
    expect(readdirSync(folder)).toEqual(['0000000001.ndjson']);
    expect(isKept(two)).toBe(false);
  });

  it('is not synced for one who asks before it is for one who asked first', async () => {
    const { segment } = aSegment();
    segment.writeSync(segment.place(spoolables(1)));
    const disk = new Disk(stage);
    const answer = disk.hang('fdatasync');
    const told: string[] = [];
    const first = segment.sync().then(() => told.push('first'));
    const second = segment.sync().then(() => told.push('second'));
    await new Promise(setImmediate);
    expect(told).toEqual([]);
    answer();
    await Promise.all([first, second]);
    expect(told).toEqual(['first', 'second']);
  });

  it('asks the disk again for what a failed sync left', async () => {
    const { segment, failures } = aSegment();
    segment.writeSync(segment.place(spoolables(1)));
    const disk = new Disk(stage);
    disk.fail('fdatasync');
    expect(await segment.sync()).toBe(false);
    disk.mend();
    expect(await segment.sync()).toBe(true);
    expect(failures).toHaveLength(1);
  });

  it('writes at the end of the process what was still under way', async () => {
    const { segment, read } = aSegment();
    const disk = new Disk(stage);
    disk.hang('write');
    const [one, two, three] = spoolables(3) as [never, never, never];
    segment.writeSync(segment.place([one]));
    void segment.write(segment.place([two, three]));
    segment.done(one);
    segment.endSync();
    expect(await read()).toEqual([1, 2]);
    expect(DoneRanges.in(readFileSync(doneFileOf(segment.path), 'latin1')).has(0)).toBe(true);
  });

  it('leaves nothing where its first line can’t be written', () => {
    const folder = aFolder(stage);
    const disk = new Disk(stage);
    disk.fail('writeSync');
    const path = join(folder, '0000000001.ndjson');
    expect(() => aSegment({ path })).toThrow('ENOSPC');
    expect(readdirSync(folder)).toEqual([]);
  });
});
