import { type Clock, systemClock } from '../../../base/clock.js';

/** The machine's clock, whose timers keep the process alive: somebody waits for the end of the command. */
export const waitingClock: Clock = {
  ...systemClock,
  after(waitMs, callback) {
    const timeout = setTimeout(callback, waitMs);
    return { cancel: () => clearTimeout(timeout) };
  },
};
