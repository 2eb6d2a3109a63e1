import { isBag } from '../base/bag.js';
import type { DeliveryError } from '../base/errors.js';
import type { Draft } from '../message/call.js';
import { checkDraft } from '../message/check.js';
import { LIBRARY } from '../message/context.js';
import type { Integrations } from '../message/message.js';
import type { SegmentEvent } from '../message/segment-event.js';
import { faultPath } from '../message/serialise.js';
import { writeWithin } from '../message/write-event.js';
import { loggerOf } from './context.js';
import type { ContextLogger } from './context-log.js';
import type { Passage } from './step.js';

/** What plugins made of a message: something to send, or nothing and why. */
export type Processed =
  | {
      readonly kind: 'ready';
      readonly json: string;
      readonly messageId: string;
      readonly integrations: Integrations;
      readonly logger: ContextLogger | undefined;
    }
  | Dropped;

/** A message that goes no further. */
export type Dropped = DroppedByPlugin | DroppedByPlan;

interface DroppedByPlugin {
  readonly kind: 'dropped';
  readonly reason: 'filtered' | 'plugin-failed';
  readonly plugin: string | undefined;
  readonly cause?: unknown;
}

export interface DroppedByPlan {
  readonly kind: 'dropped';
  readonly reason: 'plan-violation';
  /** Made only where somebody wants to know. */
  readonly makeError: () => DeliveryError;
  /** Whether its call is to throw the error. */
  readonly isThrown: boolean;
  /** The message that it would have been. */
  readonly event: SegmentEvent;
  /** Takes out of it what the plan told in it. */
  readonly untell: (() => void) | undefined;
}

/** What a plan makes of a message. */
export type Judged =
  | {
      readonly kind: 'passed';
      readonly event: SegmentEvent;
      /** Takes out of it what the plan told in it. */
      readonly untell: (() => void) | undefined;
    }
  | Dropped;

export interface ProcessedOptions {
  /** How many bytes of JSON a message may have. */
  readonly limit: number;
  /** Holds messages to a plan, where there is one. */
  readonly judge: ((event: SegmentEvent) => Judged) | undefined;
}

/** Checks and writes what plugins made of a message. */
export function processed(passage: Passage, options: ProcessedOptions): Processed {
  if (passage.kind === 'dropped') return passage;
  const { context } = passage;
  try {
    return written(context.event, options, loggerOf(context));
  } catch (cause) {
    return failed(cause);
  }
}

function written(
  event: SegmentEvent,
  { limit, judge }: ProcessedOptions,
  logger: ContextLogger | undefined,
): Processed {
  // It would put something unchecked in the place of the message.
  if ('toJSON' in event) return failed(new Error('Plugins left a toJSON in the message.'));
  normalise(event);
  const draft = event as Draft;
  const problem = checkDraft(draft);
  if (problem !== undefined) {
    const { field, found, expected } = problem;
    return failed(new Error(`Plugins left ${field} as ${found}; it must be ${expected}.`));
  }
  const judged = judge?.(event);
  if (judged?.kind === 'dropped') return judged;
  const written = judged?.event ?? event;
  const json = writeWithin(written, limit, judged?.untell);
  if (typeof json !== 'string') {
    const { found } = json.fault;
    return failed(new Error(`Plugins left ${found} at ${faultPath(json)}, which JSON can't have.`));
  }
  // Found to be texts and plain objects by the check.
  const { messageId, integrations } = written as { messageId: string; integrations: Integrations };
  return { kind: 'ready', json, messageId, integrations, logger };
}

/** That plugins together made a message too large to be sent. */
export function grownTooLarge(limit: number): Dropped {
  return failed(new Error(`Plugins made the message larger than ${limit} bytes (maxEventBytes).`));
}

function failed(cause: unknown): Dropped {
  return { kind: 'dropped', reason: 'plugin-failed', plugin: undefined, cause };
}

/** As for a call: numeric ids and dates become text, and null counts as absent. */
function normalise(event: SegmentEvent): void {
  const loose = event as unknown as Record<string, unknown>;
  for (const name of IDS) {
    const id = loose[name];
    if (typeof id === 'number' && Number.isFinite(id)) loose[name] = String(id);
    else if (id === null) delete loose[name];
  }
  if (loose['name'] === null) delete loose['name'];
  if (loose['category'] === null) delete loose['category'];
  if (event.type === 'identify' || event.type === 'group') event.traits ??= {};
  else if (event.type !== 'alias') event.properties ??= {};
  const { timestamp } = event;
  if (timestamp instanceof Date && !Number.isNaN(timestamp.getTime())) {
    event.timestamp = timestamp.toISOString();
  }
  event.integrations ??= {};
  event.context ??= {};
  // A plugin that puts another context in place means the caller's part of it.
  const { context } = event;
  if (isBag(context) && context['library'] === undefined) {
    event.context = { library: { ...LIBRARY }, ...context };
  }
}

const IDS = ['userId', 'anonymousId', 'previousId', 'groupId'] as const;
