import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Holdings } from '../../lib/spool/holdings.js';
import { Segment } from '../../lib/spool/segment.js';
import { headerText } from '../../lib/spool/segment-header.js';
import { STALE_MS } from '../../lib/spool/slot-lock.js';
import { Disk } from '../support/disk.js';
import { ManualClock } from '../support/manual-clock.js';
import { useStage } from '../support/stage.js';
import { aFolder, spoolables } from './a-spoolable.js';

const stage = useStage();
const HEADER = headerText({ source: 'ours', createdAt: '' });

function holdingsIn(folder: string, clock: ManualClock, source = 'ours'): Holdings {
  const holdings = new Holdings({ folder, source, clock });
  stage.onEnd(() => holdings.release());
  return holdings;
}

/** A segment of a holding's slot that is complete, with so many messages left. */
function aSegment(holdings: Holdings, left: number): Segment {
  const segment = new Segment({
    ...holdings.take().nextPlace(),
    header: HEADER,
    onFailure: () => undefined,
    onComplete: () => undefined,
  });
  const messages = spoolables(left);
  segment.writeSync(segment.place(messages));
  for (const message of messages) segment.leave(message);
  holdings.grew(segment.bytes);
  return segment;
}

/** Says of a slot's owner that it is another machine's. */
function moveElsewhere(slot: string): void {
  const lock = join(slot, 'lock.1');
  const owner = JSON.parse(readFileSync(lock, 'utf8')) as object;
  writeFileSync(lock, JSON.stringify({ ...owner, space: 'elsewhere' }));
}

describe('what a client has of a folder', () => {
  it('is drained from the oldest of its own on, and then from what others left', async () => {
    const folder = aFolder(stage);
    const clock = new ManualClock();
    const [first, second] = [holdingsIn(folder, clock), holdingsIn(folder, clock)];
    for (const holdings of [first, second]) holdings.completed(aSegment(holdings, 1));
    first.completed(aSegment(first, 1));
    second.release();

    const paths: string[] = [];
    for (let one = first.next(); one !== undefined; one = first.next()) {
      paths.push(one.path.slice(folder.length + 1));
      await first.drained(one, 'finished');
    }
    expect(paths).toEqual(['0/0000000001.ndjson', '0/0000000002.ndjson', '1/0000000001.ndjson']);
    expect(first.bytes).toBe(0);
    expect(existsSync(join(folder, '1'))).toBe(false);
  });

  it('clears away what a crash left without a word', () => {
    const folder = aFolder(stage);
    const clock = new ManualClock();
    const [first, second] = [holdingsIn(folder, clock), holdingsIn(folder, clock)];
    first.take();
    const { path } = second.take().nextPlace();
    writeFileSync(path, '');
    second.release();
    expect(first.next()).toBeUndefined();
    expect(existsSync(join(folder, '1'))).toBe(false);
  });

  it('looks for what others left once a minute', async () => {
    const folder = aFolder(stage);
    const clock = new ManualClock();
    const [first, second] = [holdingsIn(folder, clock), holdingsIn(folder, clock)];
    first.take();
    second.completed(aSegment(second, 1));
    expect(first.next()).toBeUndefined();
    second.release();
    expect(first.next()).toBeUndefined();
    await clock.advance(60_000);
    expect(first.next()).toBeDefined();
  });

  it('leaves alone what somebody took over while the process was frozen, and goes on elsewhere', async () => {
    const folder = aFolder(stage);
    const frozen = new ManualClock();
    const holdings = holdingsIn(folder, frozen);
    const segment = aSegment(holdings, 0);
    const left = aSegment(holdings, 1);
    holdings.completed(left);
    const stored = holdings.next();

    moveElsewhere(join(folder, '0'));
    const other = holdingsIn(folder, new ManualClock(Date.now() + STALE_MS + 1));
    expect(other.take().folder).toBe(join(folder, '0'));
    const thawed = new ManualClock(Date.now() + STALE_MS + 2);
    Object.assign(frozen, { now: () => thawed.now() });

    holdings.completed(segment);
    if (stored !== undefined) {
      await holdings.done(stored, [0]);
      await holdings.drained(stored, 'finished');
    }
    expect(segment.isLost).toBe(true);
    for (const path of [segment.path, left.path]) expect(existsSync(path)).toBe(true);
    expect(existsSync(left.path.replace('.ndjson', '.done'))).toBe(false);
    expect(holdings.take().folder).toBe(join(folder, '1'));
    expect(holdings.bytes).toBe(0);
  });

  it('takes nothing again that could not be read or deleted', async () => {
    const folder = aFolder(stage);
    const clock = new ManualClock();
    const [first, second] = [holdingsIn(folder, clock), holdingsIn(folder, clock)];
    first.take();
    second.completed(aSegment(second, 1));
    second.release();
    const stored = first.next();
    expect(stored).toBeDefined();
    if (stored !== undefined) await first.drained(stored, 'unreadable');
    await clock.advance(60_000);
    expect(first.next()).toBeUndefined();
    expect(existsSync(stored?.path ?? '')).toBe(true);
  });

  it('says so where what has ended can’t be deleted', () => {
    const holdings = holdingsIn(aFolder(stage), new ManualClock());
    const segment = aSegment(holdings, 0);
    const disk = new Disk(stage);
    disk.fail('rmSync');
    expect(() => holdings.completed(segment)).toThrow('ENOSPC');
    disk.mend();
  });
});
