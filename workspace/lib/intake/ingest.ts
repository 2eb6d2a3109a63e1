import { isJsonObject, type JsonObject, jsonOf } from '../entry/json-object.js';
import type { Reason } from '../entry/reason.js';
import type { StoredMessage } from '../entry/stored-message.js';
import { checkMessage } from './check.js';
import { LIMITS } from './limits.js';
import { timestampsOf } from './timestamps.js';

/** What a message of a request is: fit to be kept, or not and why. */
export interface Verdict {
  readonly reason: Reason | undefined;
  /** As it will be kept: a {@link StoredMessage} where there is no reason against it. */
  readonly message: JsonObject;
  /** The same as JSON. It is what is nested too deeply that has none. */
  readonly json: string | undefined;
  /** Whether it is more than a batch may have in one item, as it came. */
  readonly isOversized: boolean;
}

/** What a request is as a whole: its messages in their order, or why they can't be told apart. */
export type Intake =
  | { readonly kind: 'messages'; readonly verdicts: readonly Verdict[] }
  /** The service answers 200 all the same, but to what is `isRefused`, with 400. */
  | {
      readonly kind: 'whole';
      readonly reason: Reason;
      readonly why: string;
      readonly messages: number;
      readonly isRefused: boolean;
    };

/** What the endpoint adds to messages. */
export interface Arrival {
  readonly receivedMs: number;
  /** The same in ISO 8601. */
  readonly receivedAt: string;
  /** Makes an id for a message that has none. */
  readonly newId: () => string;
  /** The sender's address. */
  readonly ip: string | undefined;
  /** Whether messages get the address in any case, since it is that of the user: those of browsers and apps. */
  readonly isFromDevice: boolean;
}

const NO_OUTER: JsonObject = {};
const LENT = ['context', 'integrations'] as const;
const OVERSIZED_OUTER = `Its context and integrations beside the batch, which each message gets, take more than ${LIMITS.batchItemBytes} bytes.`;

/** One message on a path of its own. */
export function ingestMessage(type: string, body: JsonObject, arrival: Arrival): Intake {
  return { kind: 'messages', verdicts: [judge({ ...body, type }, NO_OUTER, arrival)] };
}

/**
 * A batch. Good items pass, bad ones are reported; `context`, `integrations` and `sentAt` beside it hold for each item. The items
 * become what is kept, and are written to: to add fields to copies takes V8 several times as long.
 */
export function ingestBatch(body: JsonObject, bodyBytes: number, arrival: Arrival): Intake {
  const { batch } = body;
  if (!Array.isArray(batch)) {
    return whole('bad_request', 'Its batch is no list: { "batch": [ … ] } is needed.');
  }
  if (batch.length === 0) return whole('empty_batch', 'Its batch has no messages.');
  if (batch.length > LIMITS.batchItems) {
    const why = `Its batch has ${batch.length} messages; at most ${LIMITS.batchItems} are taken.`;
    return { ...whole('bad_request', why), messages: batch.length };
  }
  if (bodyBytes > LIMITS.batchItemBytes && isOversized(sharedOf(body))) {
    return { ...whole('bad_request', OVERSIZED_OUTER), isRefused: true };
  }
  const verdicts = batch.map((item: unknown): Verdict => {
    if (isJsonObject(item)) return judge(item as Record<string, unknown>, body, arrival);
    const message = { item };
    const json = jsonOf(message);
    return {
      reason: 'bad_request',
      message,
      json,
      isOversized: isMaybeOversized(json) && isOversized(item),
    };
  });
  if (bodyBytes > LIMITS.batchItemBytes) {
    const index = verdicts.findIndex((verdict) => verdict.isOversized);
    if (index >= 0) return { ...whole('bad_request', oversizedText(index)), isRefused: true };
  }
  return { kind: 'messages', verdicts };
}

/** What is copied into every message: else a small batch could make a thousand large ones. */
function sharedOf({ context, integrations }: JsonObject): JsonObject {
  return { context, integrations };
}

function whole(reason: Reason, why: string): Intake & { readonly kind: 'whole' } {
  return { kind: 'whole', reason, why, messages: 1, isRefused: false };
}

function oversizedText(index: number): string {
  return `Its batch has a message of more than ${LIMITS.batchItemBytes} bytes, number ${index}.`;
}

/** What is kept has all that came and more: where it is small, nothing is measured. A character takes at most three bytes. */
function isMaybeOversized(json: string | undefined): boolean {
  return json === undefined || json.length > LIMITS.batchItemBytes / 3;
}

/** Items are measured as they would be written without spaces. */
function isOversized(item: unknown): boolean {
  const json = jsonOf(item);
  return json === undefined || Buffer.byteLength(json) > LIMITS.batchItemBytes;
}

function merged(outer: unknown, inner: unknown): unknown {
  if (!isJsonObject(outer)) return inner;
  if (inner === undefined || inner === null) return outer;
  return isJsonObject(inner) ? { ...outer, ...inner } : inner;
}

/** Inner values win over those of the batch. */
function judge(message: Record<string, unknown>, outer: JsonObject, arrival: Arrival): Verdict {
  const sent = writtenFields(message);
  if ('writeKey' in message) delete message['writeKey'];
  if (outer['sentAt'] !== undefined) message['sentAt'] ??= outer['sentAt'];
  for (const name of LENT) {
    if (outer[name] !== undefined) lend(name, message, merged(outer[name], message[name]));
  }
  const reason = checkMessage(message);
  if (reason === undefined) complete(message, arrival);
  const json = jsonOf(message);
  return {
    reason,
    message,
    json,
    isOversized: isMaybeOversized(json) && isOversized({ ...message, ...sent }),
  };
}

/** The fields of a message that are written to, as they came. */
function writtenFields(message: JsonObject): JsonObject {
  const { writeKey, messageId, context, integrations } = message;
  const { sentAt, originalTimestamp, receivedAt, timestamp } = message;
  const times = { sentAt, originalTimestamp, receivedAt, timestamp };
  return { writeKey, messageId, context, integrations, ...times };
}

function lend(name: string, message: Record<string, unknown>, value: unknown): void {
  if (value !== undefined) message[name] = value;
}

/** Adds what the endpoint knows, and makes it a {@link StoredMessage}. */
function complete(message: Record<string, unknown>, arrival: Arrival): void {
  const { messageId, sentAt } = message;
  // Rudder's clients say by the latter when a call was made, and send the former only where their caller gave it.
  const timestamp = message['timestamp'] ?? message['originalTimestamp'];
  if (typeof messageId !== 'string' || messageId === '') message['messageId'] = arrival.newId();
  addIp(message, arrival);
  const times = timestampsOf({ timestamp, sentAt }, arrival);
  message['originalTimestamp'] = times.originalTimestamp;
  message['receivedAt'] = times.receivedAt;
  message['timestamp'] = times.timestamp;
}

/** The service fills in the address of devices, and of servers that say that the user is at the other end. */
function addIp(message: Record<string, unknown>, { ip, isFromDevice }: Arrival): void {
  const context = message['context'] ?? {};
  if (ip === undefined || !isJsonObject(context) || (context['ip'] ?? null) !== null) return;
  if (isFromDevice || context['direct'] === true) message['context'] = { ...context, ip };
}
