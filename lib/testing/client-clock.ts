import type { Clock } from '../base/clock.js';
import { holdExit, releaseExit } from '../client/exit.js';
import type { ManualClock } from './manual-clock.js';

/**
 * The clock of a test, as its client has it. Whoever waits for a time that the test forgot to let pass doesn't keep the process
 * going: where that would end, the time passes, and the wait is over.
 */
export function clientClock(clock: ManualClock): Clock {
  return {
    now: () => clock.now(),
    after: (waitMs, callback) => clock.after(waitMs, callback),
    soon: (callback) => clock.soon(callback),
    stayAwake: () => {
      const holder = { drain: () => clock.runAll() };
      holdExit(holder);
      return () => releaseExit(holder);
    },
  };
}
