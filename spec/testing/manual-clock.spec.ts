import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../lib/testing/manual-clock.js';

function aClock(): {
  clock: ManualClock;
  fired: string[];
  set: (name: string, ms: number) => void;
} {
  const clock = new ManualClock(0);
  const fired: string[] = [];
  const set = (name: string, ms: number): void => {
    clock.after(ms, () => fired.push(`${name} at ${clock.now()}`));
  };
  return { clock, fired, set };
}

describe('a manual clock', () => {
  it('lets timers fire in their order, at their times', async () => {
    const { clock, fired, set } = aClock();
    set('late', 300);
    set('early', 100);
    set('never', 301);

    await clock.advance(300);

    expect(fired).toEqual(['early at 100', 'late at 300']);
    expect([clock.now(), clock.waits]).toEqual([300, [1]]);
  });

  it('lets what a timer starts be done before the next one fires', async () => {
    const { clock, fired, set } = aClock();
    clock.after(100, () => void Promise.resolve().then(() => set('second', 50)));
    set('third', 200);

    await clock.advance(200);

    expect(fired).toEqual(['second at 150', 'third at 200']);
  });

  it('forgets a timer that was cancelled', async () => {
    const { clock, fired } = aClock();
    clock.after(100, () => fired.push('it')).cancel();

    await clock.runAll();

    expect([fired, clock.now()]).toEqual([[], 0]);
  });

  it('ends also where a timer sets itself again', async () => {
    const { clock } = aClock();
    let left = 50;
    const again = (): void => {
      left -= 1;
      if (left > 0) clock.after(1, again);
    };
    again();

    await clock.runAll();

    expect(clock.now()).toBe(49);
  });

  it.each([-1, Number.NaN, '5'])('does not advance by %p', async (ms) => {
    await expect(aClock().clock.advance(ms as number)).rejects.toThrow('advance: ms must be');
  });
});
