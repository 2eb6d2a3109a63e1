import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newDestinationStats } from '../../lib/pipeline/destination-stats.js';
import { turns } from '../support/manual-clock.js';
import { SEED, SEEDED } from '../support/seed.js';
import {
  aWatchedDestination,
  failing,
  hanging,
  passing,
  saying,
  type Track,
} from './a-destination.js';

describe('the account of a destination', () => {
  it('begins with nothing, for each destination anew', () => {
    const { dropped, ...counts } = newDestinationStats();
    const counted = [...Object.values(counts), ...Object.values(dropped)];

    expect(new Set(counted)).toEqual(new Set([0]));
    expect(newDestinationStats().dropped).not.toBe(dropped);
  });

  it('is as it was when it was asked for', async () => {
    const to = aWatchedDestination(passing);
    const before = to.it.stats();
    to.offer('m-1');
    await turns();

    expect(before).toMatchObject({ accepted: 0, delivered: 0, pending: 0 });
    expect(to.it.stats()).toMatchObject({ accepted: 1, delivered: 1, pending: 0 });
  });
});

describe(`the account of a destination (seed ${SEED})`, () => {
  const later: Track = (context) => Promise.resolve(context);
  const filtering: Track = () => null;
  const given = fc.record({
    tracks: fc.array(fc.constantFrom(passing, later, failing, filtering, hanging, saying), {
      minLength: 1,
      maxLength: 8,
    }),
    waits: fc.array(fc.nat(400), { maxLength: 6 }),
    maxSize: fc.integer({ min: 1, max: 4 }),
    maxInFlight: fc.integer({ min: 1, max: 3 }),
    maxRetries: fc.nat(2),
  });

  it('is complete at every instant, whatever becomes of messages, and each of them ends once', async () => {
    await fc.assert(
      fc.asyncProperty(given, async ({ tracks, waits, ...queue }) => {
        let [offered, attempts] = [0, 0];
        const gaps: number[] = [];
        const look = (): void => {
          if (to.accountedFor !== to.it.stats().accepted) gaps.push(offered);
        };
        const to = aWatchedDestination((context) => {
          look();
          attempts += 1;
          return tracks[attempts % tracks.length]?.(context);
        }, queue);
        for (const waitMs of [...waits, 0]) {
          for (let message = 0; message < 3; message += 1) {
            to.offer(`m-${offered}`);
            offered += 1;
            look();
          }
          await to.clock.advance(waitMs);
          look();
        }
        to.it.giveUp();
        await turns();

        const { accepted, delivered, pending } = to.it.stats();
        expect({ gaps, accepted, pending }).toEqual({ gaps: [], accepted: offered, pending: 0 });
        expect(to.ends.filter((end) => end.endsWith('delivered'))).toHaveLength(delivered);
        expect(new Set(to.ends.map((end) => end.split(' ')[0])).size).toBe(offered);
        expect([to.ends.length, to.losses.length]).toEqual([offered, offered - delivered]);
        expect([to.clock.timers, to.busy.at(-1)]).toEqual([0, false]);
      }),
      { ...SEEDED, numRuns: 100 },
    );
  });
});
