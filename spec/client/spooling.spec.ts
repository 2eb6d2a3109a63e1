import { describe, expect, it } from '@jest/globals';
import type { AcceptedEntry } from '../../lib/client/entry.js';
import { endingAtDeadline } from '../../lib/client/given-up.js';
import { Spooling } from '../../lib/client/spooling.js';
import type { Ending } from '../../lib/delivery/ending.js';
import { Spool } from '../../lib/spool/spool.js';
import { Disk } from '../support/disk.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { useStage } from '../support/stage.js';
import { aLane } from './a-lane.js';
import { anEntry } from './an-entry.js';

const stage = useStage();

/** What keeps the messages of a lane; nothing is ever sent. */
function aSpooling({ maxBytes = 2 ** 30 }: { maxBytes?: number } = {}) {
  const folder = new SpoolFolder(stage);
  const clock = new ManualClock();
  const spool = new Spool({
    settings: {
      folder: folder.path,
      mode: 'overflow',
      fsync: 'close',
      fsyncInterval: 100,
      maxBytes,
      maxAge: 100,
      drainRate: 0,
    },
    writeKey: 'a-key',
    clock,
    onFailure: () => undefined,
    onLeft: () => undefined,
  });
  const { lane } = aLane({ clock });
  const others: AcceptedEntry[] = [];
  const spooling = new Spooling({
    spool,
    report: lane.report,
    unsettled: () => others,
    pending: () => lane.counters.pending,
    clock,
  });
  stage.onEnd(() => {
    lane.dispose();
    return spool.close();
  });
  const accepted = (...ids: readonly string[]) =>
    ids.map((id) => {
      const entry = anEntry(id);
      lane.capacity.take(entry.bytes);
      return entry;
    });
  return { spooling, spool, folder, clock, counters: lane.counters, others, accepted };
}

const DELIVERED: Ending = { kind: 'delivered', attempts: 1 };

function statusesOf(entries: readonly AcceptedEntry[]): Promise<readonly string[]> {
  return Promise.all(entries.map(async ({ receipt }) => (await receipt.outcome).status));
}

describe('what keeps the messages of a client', () => {
  it('writes what another process may still deliver, and lets the rest end as it did', async () => {
    const { spooling, folder, accepted, counters } = aSpooling();
    const [one, two] = accepted('m-1', 'm-2') as [AcceptedEntry, AcceptedEntry];
    await spooling.ended([one], DELIVERED);
    await spooling.ended([two], endingAtDeadline([two]));
    expect(await statusesOf([one, two])).toEqual(['delivered', 'spooled']);
    expect(folder.messageIds).toEqual(['m-2']);
    expect(counters).toMatchObject({ delivered: 1, spooled: 1, pending: 0, pendingBytes: 0 });
  });

  it('tells of a loss where the disk fails', async () => {
    const { spooling, accepted, counters } = aSpooling();
    new Disk(stage).fail('write', 'openSync');
    const entries = accepted('m-1', 'm-2');
    await spooling.ended(entries, endingAtDeadline(entries));
    expect(await statusesOf(entries)).toEqual(['dropped', 'dropped']);
    expect(counters).toMatchObject({ dropped: { deadline: 2 }, pending: 0 });
  });

  it('waits five seconds for a disk that answers no more when it is given up', async () => {
    const { spooling, accepted, counters, clock } = aSpooling();
    const answer = new Disk(stage).hang('write');
    const entries = accepted('m-1');
    const ended = spooling.ended(entries, endingAtDeadline(entries));
    await clock.advance(60_000);
    expect(counters.pending).toBe(1);
    spooling.giveUp();
    await clock.advance(4_999);
    expect(counters.pending).toBe(1);
    await clock.advance(1);
    await ended;
    expect(await statusesOf(entries)).toEqual(['dropped']);
    answer();
    spooling.dispose();
  });

  it('gathers what overflows in a turn, and writes it together', async () => {
    const { spooling, accepted, folder, counters } = aSpooling();
    const entries = accepted('m-1', 'm-2', 'm-3');
    for (const entry of entries) spooling.overflow(entry);
    expect([folder.messageIds, counters.pending]).toEqual([[], 3]);
    expect(await statusesOf(entries)).toEqual(['spooled', 'spooled', 'spooled']);
    expect(folder.messageIds).toEqual(['m-1', 'm-2', 'm-3']);
  });

  it('has no room for what overflows where the disk has none', () => {
    expect(aSpooling({ maxBytes: 2 ** 20 }).spooling.takesOverflow).toBe(true);
    expect(aSpooling({ maxBytes: 2 ** 17 }).spooling.takesOverflow).toBe(false);
  });

  it('brings to the disk whatever has not ended, and says whether that is all', async () => {
    const { spooling, accepted, folder, others, counters } = aSpooling();
    const [one, two, elsewhere] = accepted('m-1', 'm-2', 'm-3') as [
      AcceptedEntry,
      AcceptedEntry,
      AcceptedEntry,
    ];
    others.push(one);
    spooling.overflow(two);
    expect(await spooling.sync()).toBe(false);
    expect(folder.messageIds).toEqual(['m-1', 'm-2']);
    others.push(elsewhere);
    expect(await spooling.sync()).toBe(true);
    expect(counters.spooled).toBe(1);
  });

  it('writes at the end of the process what it was just about to', async () => {
    const { spooling, accepted, folder, others } = aSpooling();
    const disk = new Disk(stage);
    disk.hang('write');
    const [waits, overflows, ends] = accepted('m-1', 'm-2', 'm-3') as [
      AcceptedEntry,
      AcceptedEntry,
      AcceptedEntry,
    ];
    others.push(waits);
    void spooling.ended([ends], endingAtDeadline([ends]));
    await turns();
    spooling.overflow(overflows);
    spooling.endSync();
    expect([...folder.messageIds].sort()).toEqual(['m-1', 'm-2', 'm-3']);
  });
});
