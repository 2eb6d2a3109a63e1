import { checkMessage } from './check.js';
import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import { LIMITS } from './limits.js';
import type { Reason } from '../entry/reason.js';
import type { StoredMessage } from '../store/store.js';
import { timestampsOf } from './timestamps.js';

/** What a request brought. */
export interface Intake {
  /** What is fit to be kept, in the order of the request. Repeats are not told apart yet. */
  readonly messages: readonly StoredMessage[];
  /** Why the others are not, an entry a message. */
  readonly rejected: readonly Reason[];
}

/** What the endpoint adds to messages. */
export interface Arrival {
  readonly receivedMs: number;
  /** Makes an id for a message that has none. */
  readonly newId: () => string;
}

/** One message on a path of its own. */
export function ingestMessage(type: string, body: JsonObject, arrival: Arrival): Intake {
  return sort([{ ...body, type }], arrival);
}

/** A batch. Good items pass, bad ones are reported; `context`, `integrations` and `sentAt` beside it hold for each item. */
export function ingestBatch(body: JsonObject, arrival: Arrival): Intake {
  const { batch } = body;
  if (!Array.isArray(batch)) return { messages: [], rejected: ['bad_request'] };
  if (batch.length === 0) return { messages: [], rejected: ['empty_batch'] };
  if (batch.length > LIMITS.batchItems) {
    return { messages: [], rejected: batch.map(() => 'bad_request') };
  }
  return sort(
    batch.map((item: unknown) => (isJsonObject(item) ? withOuter(item, body) : undefined)),
    arrival,
  );
}

/**
 * Whether an item of a batch is larger than the service takes, which it answers with 400. Items are measured as they would be
 * written without spaces.
 */
export function hasOversizedItem(body: JsonObject, bodyBytes: number): boolean {
  const { batch } = body;
  if (bodyBytes <= LIMITS.batchItemBytes || !Array.isArray(batch)) return false;
  return batch.some(
    (item: unknown) => Buffer.byteLength(JSON.stringify(item)) > LIMITS.batchItemBytes,
  );
}

/** Inner values win over those of the batch. */
function withOuter(item: JsonObject, body: JsonObject): JsonObject {
  const sentAt = item['sentAt'] ?? body['sentAt'];
  const context = merged(body['context'], item['context']);
  const integrations = merged(body['integrations'], item['integrations']);
  return {
    ...item,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(context === undefined ? {} : { context }),
    ...(integrations === undefined ? {} : { integrations }),
  };
}

function merged(outer: unknown, inner: unknown): unknown {
  if (!isJsonObject(outer)) return inner;
  if (inner === undefined) return outer;
  return isJsonObject(inner) ? { ...outer, ...inner } : inner;
}

function sort(items: readonly (JsonObject | undefined)[], arrival: Arrival): Intake {
  const messages: StoredMessage[] = [];
  const rejected: Reason[] = [];
  for (const item of items) {
    const reason = item === undefined ? 'bad_request' : checkMessage(item);
    if (item === undefined || reason !== undefined) rejected.push(reason ?? 'bad_request');
    else messages.push(stored(item, arrival));
  }
  return { messages, rejected };
}

function stored(item: JsonObject, { receivedMs, newId }: Arrival): StoredMessage {
  const { writeKey: _, timestamp, sentAt, messageId, ...fields } = item;
  const isNamed = typeof messageId === 'string' && messageId !== '';
  return {
    ...fields,
    messageId: isNamed ? messageId : newId(),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...timestampsOf({ timestamp, sentAt }, receivedMs),
    // checkMessage has seen that the type is one of the six; the spread loses that.
  } as StoredMessage;
}
