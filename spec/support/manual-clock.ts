import { ManualClock as ClockOfKit } from '../../lib/testing/manual-clock.js';

export { turns } from '../../lib/testing/manual-clock.js';

/** The clock of the test kit, at a time that no spec has to say. */
export class ManualClock extends ClockOfKit {
  constructor(nowMs: number = Date.parse('2026-01-01T00:00:00.000Z')) {
    super(nowMs);
  }

  /** How many timers are set. */
  get timers(): number {
    return this.waits.length;
  }
}
