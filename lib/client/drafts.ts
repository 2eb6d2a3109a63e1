import { isNullish } from 'remeda';
import { v4 as uuid } from 'uuid';
import type { Clock } from '../base/clock.js';
import { copyJson } from '../base/copy-json.js';
import { ValidationError } from '../base/errors.js';
import { TimeText } from '../base/time-text.js';
import { adoptOwn, adoptRaw, buildDraft } from '../message/build.js';
import type { Draft } from '../message/call.js';
import { checkDraft } from '../message/check.js';
import { LIMITS } from '../message/limits.js';
import type { SegmentEvent } from '../message/segment-event.js';
import type { Call } from './entry.js';

/** Makes drafts of calls, with an id and the time, and checks them. */
export class Drafts {
  readonly #time: TimeText;

  constructor(clock: Clock) {
    this.#time = new TimeText(clock);
  }

  /** The message of a call that is not sent, with this id: as much of it as can be read. */
  event(call: Call, messageId: string): SegmentEvent {
    const { type } = call;
    try {
      const draft = this.make(call);
      const fields = draft instanceof ValidationError ? call.fields : draft;
      const event = copyJson({ ...fields, type, messageId }, LIMITS.largestMessage);
      return (event as SegmentEvent | undefined) ?? { type, messageId };
    } catch {
      // A getter that throws, or a proxy.
      return { type, messageId };
    }
  }

  /** A draft that keeps the rules of the Spec, or what is wrong with the call, which has its time then. */
  make(call: Call): Draft | ValidationError {
    const { type, fields } = call;
    const origin = { messageId: '', timestamp: this.#time.now() };
    call.atMs = this.#time.ms;
    try {
      if (isNullish(fields.messageId)) origin.messageId = uuid();
      const adopt = call.isData === true ? adoptOwn : adoptRaw;
      const draft = call.isRaw ? adopt(type, fields, origin) : buildDraft(type, fields, origin);
      const problem = checkDraft(draft);
      return problem === undefined
        ? draft
        : new ValidationError({ code: 'invalid', call: type, ...problem });
    } catch (cause) {
      const expected = 'an object whose fields can be read';
      const found = fields === null || fields === undefined ? String(fields) : 'one that throws';
      const code = found === 'one that throws' ? 'unserializable' : 'invalid';
      return new ValidationError({ code, call: type, field: 'params', found, expected, cause });
    }
  }
}
