import { describe, expect, it } from '@jest/globals';
import { endingAtDeadline } from '../../lib/client/given-up.js';
import { ScriptedTransport } from '../delivery/scripted-transport.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { aLane, send } from './a-lane.js';
import { anEntry } from './an-entry.js';

describe('a lane', () => {
  it('sends what joined it, in batches of so many, and settles it', async () => {
    const { lane, transport } = aLane({ maxBatchSize: 2 });
    const entries = ['1', '2', '3'].map((id) => anEntry(id));
    send(lane, ...entries);
    expect(transport.requests).toEqual([]);
    lane.sendAll();
    await turns();

    expect(transport.ids).toEqual([['1', '2'], ['3']]);
    expect(entries.map(({ receipt }) => receipt.isSettled)).toEqual([true, true, true]);
    expect(lane.counters).toMatchObject({ accepted: 3, delivered: 3, pending: 0, pendingBytes: 0 });
    lane.dispose();
  });

  it('that is given up drops what waits, aborts what is on its way, and leaves no timer', async () => {
    const clock = new ManualClock();
    const transport = new ScriptedTransport([], 'silence');
    const { lane } = aLane({ clock, transport, maxBatchSize: 1, maxInFlight: 1 });
    const entries = ['1', '2', '3'].map((id) => anEntry(id));
    send(lane, ...entries);
    lane.sendAll();
    await turns();
    lane.giveUp();
    lane.dispose();
    await turns();

    const outcomes = await Promise.all(entries.map(({ receipt }) => receipt.outcome));
    expect(outcomes).toMatchObject([1, 2, 3].map(() => ({ reason: 'deadline' })));
    expect([transport.requests.length, transport.signals[0]?.aborted]).toEqual([1, true]);
    expect(lane.counters).toMatchObject({ dropped: { deadline: 3 }, pending: 0 });
    expect(clock.timers).toBe(0);
  });
});

describe('the end of messages that nobody could try to send', () => {
  it('names them, and no request', () => {
    expect(endingAtDeadline([anEntry('1'), anEntry('2')])).toMatchObject({
      kind: 'dropped',
      reason: 'deadline',
      isGeneral: false,
      error: { code: 'deadline', messageIds: ['1', '2'], attempts: 0 },
    });
  });
});
