import type { Outcome } from '../entry/entry.js';
import type { JsonObject } from '../entry/json-object.js';
import type { Problem } from '../entry/problem.js';
import type { Reason } from '../entry/reason.js';
import { explain } from './reasons.js';

/** What became of a message. */
export interface MessageVerdict {
  readonly outcome: Outcome;
  /** Why it was rejected. */
  readonly reason?: Reason | undefined;
}

/** What a message's sender should know about it, the worst first. Never throws, whatever is in it. */
export function problemsOf(
  message: JsonObject,
  { outcome, reason }: MessageVerdict,
): readonly Problem[] {
  if (outcome === 'rejected') return [explain(reason ?? 'bad_request', message)];
  return NONE;
}

const NONE: readonly Problem[] = [];
