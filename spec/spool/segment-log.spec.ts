import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Segment } from '../../lib/spool/segment.js';
import { SegmentLog, type SegmentLogOptions } from '../../lib/spool/segment-log.js';
import { Disk } from '../support/disk.js';
import { ManualClock } from '../support/manual-clock.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { aFolder, spoolables } from './a-spoolable.js';

const stage = useStage();
const HOUR_MS = 3_600_000;

function aLog(options: Partial<SegmentLogOptions> = {}) {
  const folder = aFolder(stage);
  const clock = new ManualClock();
  const completed: Segment[] = [];
  const failures: unknown[] = [];
  let number = 0;
  let grown = 0;
  const log = new SegmentLog({
    nextPlace: () => {
      number += 1;
      return { path: join(folder, `${number}.ndjson`), isHeld: () => true };
    },
    source: 'abc',
    clock,
    maxSegmentBytes: Number.POSITIVE_INFINITY,
    fsync: 'close',
    fsyncInterval: 100,
    checkRoom: () => undefined,
    onGrown: (bytes) => {
      grown += bytes;
    },
    onWritten: () => undefined,
    onFailure: (error) => failures.push(error),
    onComplete: (segment) => completed.push(segment),
    ...options,
  });
  return { log, folder, clock, completed, failures, grown: () => grown };
}

describe('a log of segments', () => {
  it('begins another when one has four megabytes, or is an hour old', async () => {
    const { log, folder, clock } = aLog();
    await log.write(spoolables(90, 50_000));
    expect(readdirSync(folder)).toEqual(['1.ndjson', '2.ndjson']);
    await clock.advance(HOUR_MS - 1);
    await log.write(spoolables(1));
    expect(readdirSync(folder)).toHaveLength(2);
    await clock.advance(1);
    await log.write(spoolables(1));
    expect(readdirSync(folder)).toHaveLength(3);
    await log.close();
  });

  it('begins another earlier where it is told so', async () => {
    const { log, folder } = aLog({ maxSegmentBytes: 1_000 });
    for (const message of spoolables(5, 500)) await log.write([message]);
    expect(readdirSync(folder)).toHaveLength(3);
    await log.close();
  });

  it('writes a message once, however often it is told, and none that has ended', async () => {
    const { log, grown } = aLog();
    const messages = spoolables(3);
    Object.assign(messages[2] ?? {}, { isSettled: true });
    await Promise.all([log.write(messages), log.write(messages)]);
    const before = grown();
    expect(log.writeSync(messages)).toBe(true);
    expect(grown()).toBe(before);
    expect(messages.map(({ ordinal, keptIn }) => keptIn && ordinal)).toEqual([0, 1, undefined]);
    await log.close();
  });

  it.each([
    ['close', 0],
    ['interval', 1],
    ['always', 3],
  ] as const)('brings what it wrote to the disk itself as it is told: %s', async (fsync, count) => {
    const { log, clock } = aLog({ fsync });
    const disk = new Disk(stage);
    disk.watch('fdatasync');
    for (const message of spoolables(3)) await log.write([message]);
    if (fsync === 'interval') {
      expect(disk.calls('fdatasync')).toBe(0);
      await clock.advance(100);
    }
    expect(disk.calls('fdatasync')).toBe(count);
    await log.close();
    expect(disk.calls('fdatasync')).toBe(Math.max(1, count));
  });

  it('with fsync always says that a message is there when the disk has it, at once too', async () => {
    const { log } = aLog({ fsync: 'always' });
    const disk = new Disk(stage);
    disk.watch('fdatasyncSync');
    log.writeSync(spoolables(1));
    expect(disk.calls('fdatasyncSync')).toBe(1);

    const answer = disk.hang('fdatasync');
    let isOver = false;
    const writing = log.write(spoolables(1)).then(() => {
      isOver = true;
    });
    await until(() => disk.calls('fdatasync') === 1);
    expect(isOver).toBe(false);
    answer();
    await writing;
    await log.close();
  });

  it('says what could not be written, rests for a second, and goes on in another segment', async () => {
    const { log, clock, completed, failures, folder } = aLog();
    const disk = new Disk(stage);
    disk.fail('write');
    const messages = spoolables(2);
    expect(await log.write(messages)).toBe(false);
    expect([log.rests, failures.length, completed.length]).toEqual([true, 1, 1]);
    disk.mend();
    await clock.advance(1_000);
    expect(log.rests).toBe(false);
    expect(await log.write(messages)).toBe(true);
    expect(readdirSync(folder)).toEqual(['1.ndjson', '2.ndjson']);
    await log.close();
  });

  it('tells the disk which records are done after a quarter of a second, together', async () => {
    const { log, clock, folder } = aLog();
    const disk = new Disk(stage);
    disk.watch('appendFile');
    const messages = spoolables(4);
    await log.write(messages);
    for (const message of messages.slice(0, 3)) log.done(message);
    await clock.advance(249);
    expect(disk.calls('appendFile')).toBe(0);
    await clock.advance(1);
    await until(() => readdirSync(folder).includes('1.done'));
    expect(disk.calls('appendFile')).toBe(1);
    await log.close();
    expect(clock.timers).toBe(0);
  });

  it('does for the other segments at the end of the process what failed for one', () => {
    const { log, failures, folder } = aLog({ maxSegmentBytes: 1 });
    const messages = spoolables(3);
    for (const message of messages) log.writeSync([message]);
    for (const message of messages) message.keptIn?.leave(message);
    const disk = new Disk(stage);
    let calls = 0;
    disk.failWhere(() => {
      calls += 1;
      return calls === 1;
    }, 'fdatasyncSync');
    log.endSync();
    expect(failures).toHaveLength(1);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('is not undone by whoever fails at what is complete', async () => {
    const { log, failures } = aLog({
      onComplete: () => {
        throw new Error('a read-only disk');
      },
    });
    const messages = spoolables(1);
    await log.write(messages);
    log.turn();
    for (const message of messages) log.done(message);
    await log.close();
    expect(String(failures[0])).toContain('read-only');
  });
});
