import { describe } from '../base/describe.js';
import { DeliveryError, plainError, ValidationError } from '../base/errors.js';
import { MESSAGE_TYPES } from '../message/message.js';
import { faultPath, type SerialisationFault } from '../message/serialise.js';
import type { Dropped } from '../pipeline/processed.js';

/** A message that can't be written as JSON, or whose JSON is certainly too large. */
export function faultError(
  call: string,
  problem: SerialisationFault,
  limit: number,
): ValidationError {
  const { fault } = problem;
  const field = faultPath(problem) || 'message';
  const { kind: code, found, cause } = fault;
  const expected = code === 'too-large' ? atMost(limit) : 'something that can be written as JSON';
  return new ValidationError({ code, call, field, found, expected, cause });
}

/** A message whose JSON turned out to have more bytes than a message may have. */
export function sizeError(call: string, bytes: number, limit: number): ValidationError {
  const found = `${bytes} bytes`;
  return new ValidationError({
    code: 'too-large',
    call,
    field: 'message',
    found,
    expected: atMost(limit),
  });
}

/** A raw message that is none of the six calls. */
export function typeError(raw: unknown): ValidationError {
  const isObject = typeof raw === 'object' && raw !== null;
  return new ValidationError({
    code: 'invalid',
    call: 'enqueue',
    field: isObject ? 'type' : 'message',
    found: isObject ? 'another type or none' : describe(raw),
    expected: isObject ? `one of ${MESSAGE_TYPES.join(', ')}` : 'an object with a type',
  });
}

export function closedError(messageId: string): DeliveryError {
  const text = 'The client was closed before this call, so its message was not taken.';
  return new DeliveryError(text, { code: 'closed', messageIds: [messageId], attempts: 0 });
}

export function queueFullError(messageId: string): DeliveryError {
  const text =
    'Too much is waiting to be sent (maxQueueSize, maxQueueBytes), so the message was not taken. Await ready() to wait instead.';
  return new DeliveryError(text, { code: 'queue-full', messageIds: [messageId], attempts: 0 });
}

/** The error for a message that was dropped before it waited to be sent. */
export function dropError(messageId: string, dropped: Dropped): DeliveryError {
  if (dropped.reason === 'plan-violation') return dropped.makeError();
  const { reason, plugin, cause } = dropped;
  const who = plugin === undefined ? 'a plugin' : `the plugin "${plugin}"`;
  // What a plugin throws may carry a request, with keys and everything.
  const failure = reason === 'filtered' ? undefined : plainError(cause, (own) => own);
  const text =
    reason === 'filtered'
      ? `The message was dropped on purpose, by ${plugin === undefined ? 'its `integrations` or by `disable`' : who}.`
      : `The message was dropped, since ${who} failed: it is not sent half-processed. ${failure?.message}`;
  return new DeliveryError(text, {
    code: reason,
    messageIds: [messageId],
    attempts: 0,
    cause: failure,
  });
}

function atMost(limit: number): string {
  return `at most ${limit} bytes of JSON (maxEventBytes)`;
}
