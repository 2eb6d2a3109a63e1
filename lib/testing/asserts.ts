import type { PlanLike } from '../plan/plan-like.js';
import { failureOf } from './failure-of.js';
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
type Rest = readonly [fields?: WantedFields, others?: WantedFields];

/** A track call of this event was made; of any, where none is given. @throws Error with the nearest call */
export function assertTracked(recording: Recording, event?: WantedName, ...rest: Rest): void {
  has(assertTracked, recording, wantedTrack(event, ...rest));
}

/** No track call of this event was made. @throws Error with those that were */
export function assertNotTracked(recording: Recording, event?: WantedName, ...rest: Rest): void {
  const verdict = hasCall(ledgerOf(recording, 'assertNotTracked'), wantedTrack(event, ...rest));
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
  check(assertTrackedTimes, hasCalls(ledger, wantedTrack(event, ...rest), times));
}

/** A user was identified. @throws Error with the nearest call */
export function assertIdentified(recording: Recording, userId?: WantedId, ...rest: Rest): void {
  has(assertIdentified, recording, wantedIdentify(userId, ...rest));
}

/** A group call was made. @throws Error with the nearest call */
export function assertGrouped(recording: Recording, groupId?: WantedId, ...rest: Rest): void {
  has(assertGrouped, recording, wantedGroup(groupId, ...rest));
}

/** A page call was made. @throws Error with the nearest call */
export function assertPaged(recording: Recording, name?: WantedName, ...rest: Rest): void {
  has(assertPaged, recording, wantedPage(name, ...rest));
}

/** A screen call was made. @throws Error with the nearest call */
export function assertScreened(recording: Recording, name?: WantedName, ...rest: Rest): void {
  has(assertScreened, recording, wantedScreen(name, ...rest));
}

/** An alias call was made. @throws Error with the nearest call */
export function assertAliased(
  recording: Recording,
  userId?: WantedId,
  previousId?: WantedId,
): void {
  has(assertAliased, recording, wantedAlias(userId, previousId));
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
