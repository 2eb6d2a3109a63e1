import { type AnalyticsError, ValidationError } from '../base/errors.js';
import { asMessage } from '../message/check.js';
import { writeMessage } from '../message/copy.js';
import type { SegmentEvent } from '../message/segment-event.js';
import { Context } from '../pipeline/context.js';
import type { Processed } from '../pipeline/processed.js';
import type { Passage } from '../pipeline/step.js';
import { fitsInto } from '../queue/pages.js';
import type { Drafts } from './drafts.js';
import type { Call } from './entry.js';
import { dropError, faultError, sizeError } from './refusal.js';
import type { Settings } from './settings.js';

export interface ExamineOptions {
  readonly settings: Settings;
  readonly drafts: Drafts;
  readonly finish: (passage: Passage) => Processed;
}

/**
 * Makes what says why a message would not be sent: by the rules of the Spec, its size, and the plan. Nothing is sent, and
 * plugins are not asked, since they may send something themselves.
 */
export function examiner({
  settings,
  drafts,
  finish,
}: ExamineOptions): (call: Call) => AnalyticsError | undefined {
  const { maxEventBytes: limit, plan } = settings;
  return (call) => {
    const draft = drafts.make(call);
    if (draft instanceof ValidationError) return draft;
    const message = asMessage(draft);
    const json = writeMessage(message, { limit, isRaw: call.isRaw });
    if (typeof json !== 'string') return faultError(call.type, json, limit);
    if (!fitsInto(limit, json)) return sizeError(call.type, Buffer.byteLength(json), limit);
    if (plan === undefined) return undefined;
    const { messageId } = message;
    const context = new Context(JSON.parse(json) as SegmentEvent, messageId);
    const made = finish({ kind: 'passed', context });
    return made.kind === 'dropped' ? dropError(messageId, made) : undefined;
  };
}
