import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../lib/base/clock.js';
import { TimeText } from '../../lib/base/time-text.js';
import { ManualClock } from '../support/manual-clock.js';

describe('the time as a text', () => {
  it('is ISO 8601 with milliseconds, in UTC', () => {
    const time = new TimeText(new ManualClock(Date.UTC(2026, 1, 3, 4, 5, 6, 7)));

    expect(time.now()).toBe('2026-02-03T04:05:06.007Z');
  });

  it('stays the same within a millisecond and follows the clock', async () => {
    const clock = new ManualClock(0);
    const time = new TimeText(clock);
    const texts = [time.now(), time.now()];
    await clock.advance(1);
    texts.push(time.now());

    expect(texts).toEqual([
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00.001Z',
    ]);
  });

  it('follows a clock that is set back', () => {
    let nowMs = 5;
    const time = new TimeText({ ...systemClock, now: () => nowMs });
    time.now();
    nowMs = 1;

    expect(time.now()).toBe('1970-01-01T00:00:00.001Z');
  });
});
