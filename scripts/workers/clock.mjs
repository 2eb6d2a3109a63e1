/**
 * Takes the place of lib/base/clock.ts in the build for workers. What is to happen soon happens in this turn, after whatever
 * already waits in it: a timer would be lost with the request that set it, and who waits for it with the next request too.
 */
import { systemClock as timers } from '../../lib/base/clock.ts';

export { sleep } from '../../lib/base/clock.ts';

/** A promise that is resolved now takes fewer to come through the functions of the client. */
const MICROTASKS = 16;

export const systemClock = {
  ...timers,
  soon(callback) {
    void after(MICROTASKS).then(callback);
  },
};

async function after(microtasks) {
  for (let count = 0; count < microtasks; count += 1) await undefined;
}
