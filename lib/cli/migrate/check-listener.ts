import type { GeneralCode } from './constructs.js';
import { type Remark, remark } from './finding.js';
import type { SourceTree } from './source-tree.js';
import { literalText, startOf } from './syntax.js';
import type { Use } from './use.js';

/** The events of Segment's client whose listeners get something else from Waybill. */
const EVENTS: Readonly<Record<string, GeneralCode>> = {
  error: 'error-event',
  http_request: 'request-event',
  http_response: 'response-event',
  // Documented there, and never emitted.
  flush: 'silent-event',
};
const OLD_CODES = ['delivery_failure', 'unknown'];

/** A listener that is added to a client. */
export function checkListener({ client, call, offset }: Use, tree: SourceTree): readonly Remark[] {
  const event = literalText(call.arguments[0]);
  if (event === undefined || !Object.hasOwn(EVENTS, event)) return [];
  const code = EVENTS[event];
  const listener = call.arguments[1];
  const isNew = client === 'waybill' && code !== 'silent-event';
  const found =
    code === undefined || isNew ? [] : [remark({ code, client, offset, subject: event })];
  if (event !== 'error' || listener === undefined) return found;
  const codes = tree.within(listener).flatMap((node) => {
    const text = literalText(node);
    if (text === undefined || !OLD_CODES.includes(text)) return [];
    return [remark({ code: 'error-code', client, offset: startOf(node), subject: text })];
  });
  return [...found, ...codes];
}
