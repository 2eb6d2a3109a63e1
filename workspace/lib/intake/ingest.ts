import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import type { Reason } from '../entry/reason.js';
import type { StoredMessage } from '../entry/stored-message.js';
import { checkMessage } from './check.js';
import { LIMITS } from './limits.js';
import { timestampsOf } from './timestamps.js';

/** What a message of a request is: fit to be kept, or not and why. */
export type Verdict =
  | { readonly reason: undefined; readonly message: StoredMessage }
  | { readonly reason: Reason; readonly message: JsonObject };

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
  /** Makes an id for a message that has none. */
  readonly newId: () => string;
  /** The sender's address. */
  readonly ip: string | undefined;
  /** Whether messages get the address in any case, since it is that of the user: those of browsers and apps. */
  readonly isFromDevice: boolean;
}

/** One message on a path of its own. */
export function ingestMessage(type: string, body: JsonObject, arrival: Arrival): Intake {
  return { kind: 'messages', verdicts: [judge({ ...body, type }, arrival)] };
}

/** A batch. Good items pass, bad ones are reported; `context`, `integrations` and `sentAt` beside it hold for each item. */
export function ingestBatch(body: JsonObject, bodyBytes: number, arrival: Arrival): Intake {
  const { batch } = body;
  if (!Array.isArray(batch)) {
    return whole('bad_request', 'Its batch is no list: { "batch": [ … ] } is needed.');
  }
  if (batch.length === 0) return whole('empty_batch', 'Its batch has no messages.');
  if (bodyBytes > LIMITS.batchItemBytes) {
    const index = batch.findIndex(isOversized);
    if (index >= 0) return { ...whole('bad_request', oversizedText(index)), isRefused: true };
  }
  if (batch.length > LIMITS.batchItems) {
    const why = `Its batch has ${batch.length} messages; at most ${LIMITS.batchItems} are taken.`;
    return { ...whole('bad_request', why), messages: batch.length };
  }
  const verdicts = batch.map(
    (item: unknown): Verdict =>
      isJsonObject(item)
        ? judge(withOuter(item, body), arrival)
        : { reason: 'bad_request', message: { item } },
  );
  return { kind: 'messages', verdicts };
}

function whole(reason: Reason, why: string): Intake & { readonly kind: 'whole' } {
  return { kind: 'whole', reason, why, messages: 1, isRefused: false };
}

function oversizedText(index: number): string {
  return `Its batch has a message of more than ${LIMITS.batchItemBytes} bytes, number ${index}.`;
}

/** Items are measured as they would be written without spaces. */
function isOversized(item: unknown): boolean {
  const json = jsonOf(item);
  return json === undefined || Buffer.byteLength(json) > LIMITS.batchItemBytes;
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // What is nested too deeply can be read and not written: a RangeError.
    return undefined;
  }
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

function judge(item: JsonObject, arrival: Arrival): Verdict {
  const reason = checkMessage(item);
  const { writeKey: _, ...message } = item;
  if (reason !== undefined) return { reason, message };
  return { reason: undefined, message: stored(message, arrival) };
}

function stored(item: JsonObject, arrival: Arrival): StoredMessage {
  const { timestamp, sentAt, messageId, ...fields } = item;
  const isNamed = typeof messageId === 'string' && messageId !== '';
  return {
    ...withIp(fields, arrival),
    messageId: isNamed ? messageId : arrival.newId(),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...timestampsOf({ timestamp, sentAt }, arrival.receivedMs),
    // checkMessage has seen that the type is one of the six; the spread loses that.
  } as StoredMessage;
}

/** The service fills in the address of devices, and of servers that say that the user is at the other end. */
function withIp(fields: JsonObject, { ip, isFromDevice }: Arrival): JsonObject {
  const { context = {} } = fields;
  if (ip === undefined || !isJsonObject(context) || (context['ip'] ?? null) !== null) return fields;
  return isFromDevice || context['direct'] === true
    ? { ...fields, context: { ...context, ip } }
    : fields;
}
