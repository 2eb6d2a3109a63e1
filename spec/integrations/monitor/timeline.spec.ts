import { describe, expect, it } from '@jest/globals';
import { BUCKET_MS, BUCKETS, Timeline } from '../../../lib/integrations/monitor/timeline.js';

const START_MS = 1_800_000_000_000;
const aTimeline = (): Timeline => new Timeline(() => 0.5);

describe('a timeline', () => {
  it('counts by ten seconds, the oldest first, with those in which nothing happened', () => {
    const timeline = aTimeline();
    timeline.ended('delivered', 3, START_MS + 1);
    timeline.ended('delivered', 4, START_MS + 9_999);
    timeline.ended('dropped', 1, START_MS + 30_000);

    const buckets = timeline.buckets(START_MS + 30_000);
    expect(buckets).toHaveLength(BUCKETS);
    expect(buckets.slice(-4).map(({ delivered, dropped }) => [delivered, dropped])).toEqual([
      [7, 0],
      [0, 0],
      [0, 0],
      [0, 1],
    ]);
    expect(buckets.at(-1)?.startMs).toBe(START_MS + 30_000);
  });

  it('forgets what is older than a quarter of an hour', () => {
    const timeline = aTimeline();
    for (let index = 0; index < 3 * BUCKETS; index += 1) {
      timeline.ended('delivered', 1, START_MS + index * BUCKET_MS);
    }
    const buckets = timeline.buckets(START_MS + 3 * BUCKETS * BUCKET_MS);
    expect(buckets.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(BUCKETS - 1);
  });

  it('knows the median, and what 95 of 100 stay below', () => {
    const timeline = aTimeline();
    for (let ms = 1; ms <= 100; ms += 1) timeline.took(ms, START_MS);

    expect(timeline.buckets(START_MS).at(-1)).toMatchObject({ medianMs: 51, slowMs: 96 });
    expect(timeline.buckets(START_MS)[0]).toMatchObject({ medianMs: undefined });
  });

  it('keeps a sample of times alone, however many there are', () => {
    const timeline = new Timeline(Math.random);
    for (let count = 0; count < 20_000; count += 1) timeline.took(count % 1_000, START_MS);

    const { medianMs = 0 } = timeline.buckets(START_MS).at(-1) ?? {};
    expect(medianMs).toBeGreaterThan(250);
    expect(medianMs).toBeLessThan(750);
  });
});
