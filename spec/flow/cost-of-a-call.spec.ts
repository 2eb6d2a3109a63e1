import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import { aTrack } from '../support/client.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const CALLS = 500;
const ROUNDS = 15;
const WAITING = 60_000;
const NEVER = { flushAt: 100_000, maxBatchBytes: 10_000_000, maxBatchSize: 2_500 };

/** The time of so many calls, the shortest of some rounds: whatever else the machine does only makes it longer. */
function costOf(client: Analytics): number {
  const call = aTrack({ properties: { price: 1, tags: ['a', 'b'] } });
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedMs = performance.now();
    for (let index = 0; index < CALLS; index += 1) client.track(call);
    least = Math.min(least, performance.now() - startedMs);
  }
  return least;
}

describe('the cost of a call (CONTRACT 13)', () => {
  it('does not grow with the queue: all calls are made in one turn, so nothing is sent', async () => {
    const service = await stage.service();
    const client = stage.client(service, NEVER);
    costOf(client);
    const whileFew = costOf(client);
    for (let { pending } = client.stats(); pending < WAITING; pending += 1) client.track(aTrack());
    expect(client.stats().pending).toBe(WAITING);

    const whileMany = costOf(client);

    expect(client.stats().delivered).toBe(0);
    // Looking at each waiting message once would make it a hundred times more.
    expect(whileMany).toBeLessThan(whileFew * 6);
  });
});
