import type { PlanLike } from '../plan/plan-like.js';
import { failureOf } from './failure-of.js';
import { named } from './given.js';
import { ledgerOf, type Recording } from './ledger-of.js';
import { checkTimes, type WantedName } from './matchers.js';
import { hasCall, hasCalls, matchesPlan, type Verdict } from './verdicts.js';
import {
  type Wanted,
  type WantedFields,
  wantedAlias,
  wantedGroup,
  wantedIdentify,
  wantedPage,
  wantedScreen,
  wantedTrack,
} from './wanted.js';

type WantedId = string | number | object;
type Event = [event?: WantedName, ...rest: Rest];
type Rest = [fields?: WantedFields, others?: WantedFields];

/** A track call of this event was made; of any, where none is given. @throws Error with the nearest call */
export function assertTracked(recording: Recording, ...given: Event): void {
  has(assertTracked, recording, wantedTrack(...named('assertTracked', 'event', given)));
}

/** No track call of this event was made. @throws Error with those that were */
export function assertNotTracked(recording: Recording, ...given: Event): void {
  const wanted = wantedTrack(...named('assertNotTracked', 'event', given));
  const verdict = hasCall(ledgerOf(recording, 'assertNotTracked'), wanted);
  check(assertNotTracked, verdict, !verdict.isMet);
}

/** So many track calls of this event were made. @throws Error with those that were */
export function assertTrackedTimes(
  recording: Recording,
  event: WantedName,
  times: number,
  ...rest: Rest
): void {
  checkTimes('assertTrackedTimes', times);
  const ledger = ledgerOf(recording, 'assertTrackedTimes');
  const wanted = wantedTrack(...named('assertTrackedTimes', 'event', [event, ...rest]));
  check(assertTrackedTimes, hasCalls(ledger, wanted, times));
}

/** A user was identified. @throws Error with the nearest call */
export function assertIdentified(
  recording: Recording,
  ...given: [userId?: WantedId, ...rest: Rest]
): void {
  has(assertIdentified, recording, wantedIdentify(...named('assertIdentified', 'userId', given)));
}

/** A group call was made. @throws Error with the nearest call */
export function assertGrouped(
  recording: Recording,
  ...given: [groupId?: WantedId, ...rest: Rest]
): void {
  has(assertGrouped, recording, wantedGroup(...named('assertGrouped', 'groupId', given)));
}

/** A page call was made. @throws Error with the nearest call */
export function assertPaged(
  recording: Recording,
  ...given: [name?: WantedName, ...rest: Rest]
): void {
  has(assertPaged, recording, wantedPage(...named('assertPaged', 'name', given)));
}

/** A screen call was made. @throws Error with the nearest call */
export function assertScreened(
  recording: Recording,
  ...given: [name?: WantedName, ...rest: Rest]
): void {
  has(assertScreened, recording, wantedScreen(...named('assertScreened', 'name', given)));
}

/** An alias call was made. @throws Error with the nearest call */
export function assertAliased(
  recording: Recording,
  ...given: [userId?: WantedId, previousId?: WantedId]
): void {
  has(assertAliased, recording, wantedAlias(...named('assertAliased', 'userId', given)));
}

/** Every call is as the plan has it. @throws Error with what is not */
export function assertMatchesPlan(recording: Recording, plan: PlanLike): void {
  check(assertMatchesPlan, matchesPlan(ledgerOf(recording, 'assertMatchesPlan'), plan));
}

// biome-ignore lint/complexity/noBannedTypes: any function, whose frames are left out of the stack.
function has(assertion: Function, recording: Recording, wanted: Wanted): void {
  check(assertion, hasCall(ledgerOf(recording, assertion.name), wanted));
}

// biome-ignore lint/complexity/noBannedTypes: see above.
function check(assertion: Function, { isMet, text }: Verdict, isFine = isMet): void {
  if (isFine) return;
  throw failureOf(assertion)(`${assertion.name}: ${text()}`);
}
