import { describe, expect, it } from '@jest/globals';
import { SpoolDrain } from '../../lib/client/spool-drain.js';
import { Spool } from '../../lib/spool/spool.js';
import { ScriptedTransport } from '../delivery/scripted-transport.js';
import { spoolables } from '../spool/a-spoolable.js';
import { ManualClock } from '../support/manual-clock.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { aLane } from './a-lane.js';

const stage = useStage();

interface Given {
  readonly count?: number;
  readonly drainRate?: number;
  readonly transport?: ScriptedTransport;
  readonly isBusy?: () => boolean;
}

/** A spool in which so many messages were left, and its drain. */
async function aDrain({ count = 3, drainRate = 1_000, transport, isBusy }: Given = {}) {
  const folder = new SpoolFolder(stage);
  const clock = new ManualClock(Date.now());
  const settings = {
    folder: folder.path,
    mode: 'overflow',
    fsync: 'close',
    fsyncInterval: 100,
    maxBytes: 2 ** 30,
    maxAge: 1_000_000,
    drainRate,
  } as const;
  const spool = new Spool({
    settings,
    writeKey: 'a-key',
    clock,
    onFailure: () => undefined,
    onLeft: () => drain?.wake(),
  });
  const { lane, transport: used } = aLane({ clock, flushAt: 1, ...(transport && { transport }) });
  lane.keeper = {
    offered: () => undefined,
    ended: async (entries, ending) => {
      if (ending.kind === 'dropped') lane.report.spooled(entries);
      else lane.report.settled(entries, ending);
    },
  };
  const drain = new SpoolDrain({
    spool,
    lane,
    clock,
    random: () => 0.5,
    isBusy: isBusy ?? (() => false),
  });
  stage.onEnd(() => {
    drain.stop();
    lane.giveUp();
    // What is under way still writes to the folder, which goes next.
    return drain.finish(0);
  });
  const messages = spoolables(count);
  await spool.sync(messages);
  spool.leave(messages);
  const sent = (): number => used.ids.flat().length;
  /** Lets time pass until something is so, as the disk and the endpoint answer when they like. */
  const pass = (isSo: () => boolean, stepMs = 100) =>
    until(isSo, 'the drain', () => clock.advance(stepMs));
  return { drain, spool, folder, clock, lane, sent, pass, transport: used };
}

describe('a drain', () => {
  it('sends what lies there, and the folder is empty', async () => {
    const { drain, sent, pass, folder, lane } = await aDrain();
    drain.start();
    await pass(() => folder.segments.length === 0);
    expect(sent()).toBe(3);
    expect(lane.counters).toMatchObject({ delivered: 3, pending: 0 });
  });

  it('sends no more a second than it is told', async () => {
    const { drain, sent, pass, clock } = await aDrain({ count: 40, drainRate: 10 });
    drain.start();
    const startedMs = clock.now();
    await pass(() => sent() === 10, 1);
    await pass(() => sent() === 40, 50);
    expect(clock.now() - startedMs).toBeGreaterThanOrEqual(3_000);
  });

  it('sends nothing at a rate of 0', async () => {
    const { drain, sent, clock, folder } = await aDrain({ drainRate: 0 });
    drain.start();
    drain.wake();
    await clock.advance(120_000);
    expect([sent(), folder.segments.length]).toEqual([0, 1]);
  });

  it('lets the client go first while it has enough to send', async () => {
    let isBusy = true;
    const { drain, sent, pass, clock } = await aDrain({ isBusy: () => isBusy });
    drain.start();
    await clock.advance(30_000);
    expect(sent()).toBe(0);
    isBusy = false;
    await pass(() => sent() === 3);
  });

  it('rests where the endpoint takes nothing, whatever else is left meanwhile, and goes on', async () => {
    const transport = new ScriptedTransport([], 'silence');
    const { drain, pass, clock, lane, sent, folder } = await aDrain({ transport });
    drain.start();
    await pass(() => sent() === 3);
    lane.giveUp();
    await pass(() => lane.counters.spooled === 3, 1);
    await clock.advance(0);
    for (let second = 0; second < 20; second += 1) {
      drain.wake();
      await clock.advance(1_000);
    }
    expect(lane.counters.accepted).toBe(3);
    expect(folder.segments).toHaveLength(1);
    await pass(() => lane.counters.accepted === 6, 1_000);
  });

  it('looks again soon at what was left while it was at work', async () => {
    const { drain, spool, sent, pass, clock } = await aDrain({ count: 2, drainRate: 1 });
    drain.start();
    await pass(() => sent() >= 1, 1);
    const more = spoolables(1);
    // With all that the disk is slow at.
    await spool.sync(more);
    spool.leave(more);
    const startedMs = clock.now();
    await pass(() => sent() === 3, 10);
    expect(clock.now() - startedMs).toBeLessThan(20_000);
  });

  it('ends with what is on its way when it is stopped, without a pause', async () => {
    const { drain, spool, sent, pass, clock, folder } = await aDrain({ count: 50, drainRate: 10 });
    drain.start();
    await pass(() => sent() === 10, 1);
    drain.stop();
    const startedMs = clock.now();
    let isOver = false;
    void drain.finish(0).then(() => {
      isOver = true;
    });
    await until(
      () => isOver,
      'the end',
      () => clock.advance(1),
    );
    expect(clock.now() - startedMs).toBeLessThan(1_000);
    expect(sent()).toBe(10);
    expect(spool.next()).toBeUndefined();
    expect(folder.segments).toHaveLength(1);
    expect(clock.timers).toBe(0);
  });

  it('counts a record that is no message as damaged, and sends the others', async () => {
    const { drain, spool, sent, pass, folder } = await aDrain();
    const [strange] = spoolables(1) as [never];
    Object.assign(strange, { page: Buffer.from('[1,'), start: 0, bytes: 3 });
    await spool.write([strange]);
    spool.leave([strange]);
    drain.start();
    await pass(() => folder.segments.length === 0);
    expect(sent()).toBe(3);
    expect(drain.damaged).toBe(1);
    expect(folder.files.filter((name) => name.endsWith('.damaged'))).toHaveLength(1);
  });
});
