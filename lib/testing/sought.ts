import type { MessageType } from '../message/message.js';
import type { RecordedMessage } from './recorded.js';
import { textOf } from './value-text.js';
import type { Wanted } from './wanted.js';

/**
 * What a test looks for: the event of a track call, what a message must have (`{ type: 'identify', userId: '42' }`), or a function
 * that says whether a message is the one.
 */
export type Sought<Plan extends object> =
  | string
  | { readonly type?: MessageType; readonly [field: string]: unknown }
  | ((message: RecordedMessage<Plan>) => boolean);

/** The same as what is wanted of a message, where it says of which type. */
export function wantedOf<Plan extends object>(sought: Sought<Plan>): Wanted | undefined {
  if (typeof sought === 'function') return undefined;
  if (typeof sought === 'string') return { type: 'track', fields: { event: sought } };
  const { type, ...fields } = sought;
  return type === undefined ? undefined : { type, fields };
}

export function soughtText<Plan extends object>(sought: Sought<Plan>): string {
  return typeof sought === 'function' ? textOf(sought) : `a call with ${textOf(sought)}`;
}
