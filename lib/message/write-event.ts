import { quote, toJson } from '../base/json.js';
import { LIBRARY, METADATA } from './context.js';
import type { Bag, SegmentEvent } from './segment-event.js';
import { eventNameJson, type SerialisationFault } from './serialise.js';

const LIBRARY_JSON = JSON.stringify(LIBRARY);
const METADATA_JSON = JSON.stringify(METADATA);

/**
 * Writes what plugins made of a message as JSON. They are of the program, so their work is measured when it is done. What is
 * the same in most messages is ready: this runs in every call of a client with plugins.
 */
export function writeEvent(event: SegmentEvent, limit: number): string | SerialisationFault {
  try {
    const json: unknown = writeKnown(event) ?? JSON.stringify(event);
    if (typeof json === 'string') return json;
  } catch {
    // A bigint, a cycle, a getter that throws, nothing from a toJSON: the exact writer knows more, and names the path.
  }
  const json = toJson(event, limit);
  return typeof json === 'string' ? json : { field: '', fault: json };
}

/** The same; and where that has more bytes than the limit, what was only told in the event is taken out first. */
export function writeWithin(
  event: SegmentEvent,
  limit: number,
  untell: (() => void) | undefined,
): string | SerialisationFault {
  const json = writeEvent(event, limit);
  if (untell === undefined) return json;
  if (typeof json === 'string' && Buffer.byteLength(json) <= limit) return json;
  untell();
  return writeEvent(event, limit);
}

/** Nothing where the event has a member that the Spec doesn't know for its type, or none that it must have. */
function writeKnown(event: SegmentEvent): string | undefined {
  const { type, messageId, timestamp, userId, anonymousId, properties, traits, context } = event;
  if (typeof messageId !== 'string' || typeof timestamp !== 'string') return undefined;
  if (context === undefined || event.integrations === undefined) return undefined;
  // A time in ISO 8601 has nothing that needs quoting.
  let json = `{"type":"${type}","messageId":${quote(messageId)},"timestamp":"${timestamp}"`;
  let written = 5;
  if (typeof userId === 'string') {
    json += `,"userId":${quote(userId)}`;
    written += 1;
  }
  if (typeof anonymousId === 'string') {
    json += `,"anonymousId":${quote(anonymousId)}`;
    written += 1;
  }
  if (type === 'track') {
    if (typeof event.event !== 'string') return undefined;
    json += `,"event":${eventNameJson(event.event)}`;
    written += 1;
  } else {
    for (const name of OTHER_TEXTS) {
      const text = event[name];
      if (typeof text !== 'string') continue;
      json += `,"${name}":${quote(text)}`;
      written += 1;
    }
  }
  if (properties !== undefined) {
    json += `,"properties":${present(JSON.stringify(properties))}`;
    written += 1;
  }
  if (traits !== undefined) {
    json += `,"traits":${present(JSON.stringify(traits))}`;
    written += 1;
  }
  json += `,"context":${present(contextJson(context))}`;
  json += `,"integrations":${present(bagJson(event.integrations))}`;
  if (event._metadata !== undefined) {
    json += `,"_metadata":${present(metadataJson(event._metadata))}`;
    written += 1;
  }
  return written === countMembers(event) ? `${json}}` : undefined;
}

/** @throws TypeError where a toJSON gives nothing: JSON leaves out such a member, which the exact writer does too. */
function present(json: string | undefined): string {
  if (json === undefined) throw new TypeError('JSON has nothing for it.');
  return json;
}

const OTHER_TEXTS = ['previousId', 'groupId', 'name', 'category'] as const;

/** The library is in every context, and the same in almost all: the rest is what has to be written. */
function contextJson(context: Bag): string | undefined {
  const { library } = context as { readonly library?: Bag };
  const isUsual =
    library?.['name'] === LIBRARY['name'] &&
    library?.['version'] === LIBRARY['version'] &&
    countMembers(library ?? {}) === 2;
  if (!isUsual || 'toJSON' in context || !isLiteral(context)) return JSON.stringify(context);
  let json = `{"library":${LIBRARY_JSON}`;
  for (const name in context) {
    if (name === 'library') continue;
    const value: unknown = context[name];
    const text = typeof value === 'string' ? quote(value) : JSON.stringify(value);
    if (text !== undefined) json += `,${quote(name)}:${text}`;
  }
  return `${json}}`;
}

function metadataJson(metadata: Bag): string | undefined {
  const isUsual =
    metadata['nodeVersion'] === METADATA['nodeVersion'] &&
    metadata['jsRuntime'] === METADATA['jsRuntime'] &&
    countMembers(metadata) === 2;
  return isUsual ? METADATA_JSON : JSON.stringify(metadata);
}

/** Empty, most of the time. */
function bagJson(bag: Bag): string | undefined {
  return isLiteral(bag) && countMembers(bag) === 0 ? '{}' : JSON.stringify(bag);
}

function isLiteral(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function countMembers(value: object): number {
  let count = 0;
  for (const _name in value) count += 1;
  return count;
}
