import type { Outcome } from '../entry/entry.js';
import type { JsonObject } from '../entry/json-object.js';
import type { Problem } from '../entry/problem.js';
import type { Reason } from '../entry/reason.js';
import { Findings } from './findings.js';
import { checkContext, checkMessage } from './message-check.js';
import { explain } from './reasons.js';
import { CONTEXT } from './reserved.js';
import { checkTrack } from './track-check.js';

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
  if (outcome === 'duplicate') return DUPLICATE;
  const findings = new Findings();
  const shape = message['type'] === 'track' ? checkTrack(message, findings) : CONTEXT;
  checkMessage(message, findings);
  checkContext(message, { shape, findings });
  return findings.all();
}

const DUPLICATE: readonly Problem[] = [
  {
    level: 'hint',
    code: 'duplicate',
    path: 'messageId',
    text: 'Its messageId came before, and only the first is kept: give every message an id of its own, unless this was a retry.',
  },
];
