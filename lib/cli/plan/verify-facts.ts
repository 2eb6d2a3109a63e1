import type { Plan } from '../../plan/plan.js';
import type { VerifyReport } from '../../plan/verify/verification.js';
import type { Place } from './messages/place.js';
import type { ReadingReport } from './messages/reading.js';

/** What the reports of a verification are made of. */
export interface VerifyFacts {
  readonly plan: Plan;
  readonly report: VerifyReport<Place>;
  readonly reading: ReadingReport;
  readonly allowsUnplanned: boolean;
  readonly isPassed: boolean;
}
