import type { SegmentEvent } from '../message/segment-event.js';
import type { Verdict } from './enforce.js';
import type { ViolationKind } from './violation.js';

/** How a client holds its messages to a plan. */
export interface EnforcerOptions {
  /** An action, or actions by call type, event and kind. Checked here: who passes it on does not know the kinds. */
  readonly onViolation: unknown;
  /** The source that the client is: its settings and transformations in the plan count. */
  readonly sourceId: string | undefined;
  /** Whether the plan says which destinations a message is for. */
  readonly setsIntegrations: boolean;
}

/** A plan, as a client sees it: `loadPlan` of `waybill/plan` gives one. */
export interface PlanLike {
  readonly name: string;
  /** @throws ValidationError where the options are wrong */
  enforcer(options: EnforcerOptions): EnforcerLike;
}

/** Holds the messages of one client to a plan. */
export interface EnforcerLike {
  /** Judges a message. It is plain data that nobody else has: it may be written to. */
  enforce(event: SegmentEvent): EventVerdict;
  /** Makes the plan's changes to a message and does not look at it otherwise. */
  pass(event: SegmentEvent): EventVerdict;
  counts(): PlanCounts;
}

/** What a plan says of a message, and the message as it goes on. */
export type EventVerdict = Omit<Verdict, 'message' | 'rule'> & {
  readonly message: SegmentEvent;
  /** Whether there is anything to tell. */
  readonly isTold: boolean;
  /** The planned name that is likely meant by that of an event which is not planned. */
  readonly nearest?: string | undefined;
  /** Takes what was told out of the message again: it made it too large. */
  readonly untell: (() => void) | undefined;
};

/** What a plan found so far. */
export interface PlanCounts {
  /** Messages that were looked at. */
  readonly checked: number;
  /** Of those, messages with something to tell. */
  readonly violating: number;
  /** Events that the plan does not have. */
  readonly unplannedEvents: number;
  /** Keys that the plan does not have. */
  readonly unplannedProperties: number;
  readonly violations: Readonly<Record<ViolationKind, number>>;
  /** Messages that keys were left out of. */
  readonly modified: number;
  /** Messages that were blocked, and calls that threw. */
  readonly blocked: number;
}
