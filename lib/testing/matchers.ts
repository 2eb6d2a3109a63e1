import { describe } from '../base/describe.js';
import type { PlanLike } from '../plan/plan-like.js';
import { mistake, named } from './given.js';
import type { Ledger } from './ledger.js';
import { ledgerOf } from './ledger-of.js';
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

/** What a matcher gives to Jest and Vitest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A text, or what may stand in its place: an asymmetric matcher, a pattern or a function. */
export type WantedName = string | RegExp | object | ((name: string) => boolean);
type WantedId = string | number | RegExp | object;

/**
 * What `expect` of a recorder, or of its client, can be asked. Of properties, traits and fields those count that are given, at any
 * depth.
 */
export interface WaybillMatchers<Result = void> {
  /** A track call of this event; of any, where none is given. */
  toHaveTracked(event?: WantedName, properties?: WantedFields, fields?: WantedFields): Result;
  /** So many track calls of this event. */
  toHaveTrackedTimes(
    event: WantedName,
    times: number,
    properties?: WantedFields,
    fields?: WantedFields,
  ): Result;
  toHaveIdentified(userId?: WantedId, traits?: WantedFields, fields?: WantedFields): Result;
  toHaveGrouped(groupId?: WantedId, traits?: WantedFields, fields?: WantedFields): Result;
  toHavePaged(name?: WantedName, properties?: WantedFields, fields?: WantedFields): Result;
  toHaveScreened(name?: WantedName, properties?: WantedFields, fields?: WantedFields): Result;
  toHaveAliased(userId?: WantedId, previousId?: WantedId): Result;
  /** Every call is as the plan has it. */
  toMatchPlan(plan: PlanLike): Result;
}

type Matcher = (recording: unknown, ...given: never[]) => MatcherResult;

/** For `expect.extend` of Jest and of Vitest. `waybill/testing/jest` and `waybill/testing/vitest` call it, and tell the compiler. */
export const waybillMatchers = {
  toHaveTracked: asking('toHaveTracked', 'event', wantedTrack),
  toHaveTrackedTimes: (
    recording: unknown,
    event: unknown,
    times: number,
    ...rest: readonly unknown[]
  ): MatcherResult => {
    const call = 'toHaveTrackedTimes';
    checkTimes(call, times);
    const wanted = wantedTrack(...named(call, 'event', [event, ...rest]));
    return resultOf(call, hasCalls(ledgerOf(recording, call), wanted, times));
  },
  toHaveIdentified: asking('toHaveIdentified', 'userId', wantedIdentify),
  toHaveGrouped: asking('toHaveGrouped', 'groupId', wantedGroup),
  toHavePaged: asking('toHavePaged', 'name', wantedPage),
  toHaveScreened: asking('toHaveScreened', 'name', wantedScreen),
  toHaveAliased: asking('toHaveAliased', 'userId', wantedAlias),
  toMatchPlan: (recording: unknown, plan: PlanLike): MatcherResult =>
    resultOf('toMatchPlan', matchesPlan(ledgerOf(recording, 'toMatchPlan'), plan)),
} satisfies Readonly<Record<keyof WaybillMatchers, Matcher>>;

/** @throws ValidationError for what is no count */
export function checkTimes(call: string, times: unknown): void {
  if (Number.isInteger(times) && (times as number) >= 0) return;
  throw mistake(call, 'times', { found: describe(times), expected: 'a whole number, 0 or more' });
}

function asking(
  call: string,
  field: string,
  wantedOf: (...given: readonly unknown[]) => Wanted,
): (recording: unknown, ...given: readonly unknown[]) => MatcherResult {
  return (recording, ...given) => {
    const ledger: Ledger = ledgerOf(recording, call);
    return resultOf(call, hasCall(ledger, wantedOf(...named(call, field, given))));
  };
}

/** The text is asked for where it fails alone: where it does not hold, or where it holds and is negated. */
function resultOf(call: string, { isMet, text }: Verdict): MatcherResult {
  const head = `expect(recorder).${isMet ? 'not.' : ''}${call}`;
  return { pass: isMet, message: () => `${head}\n\n${text()}` };
}
