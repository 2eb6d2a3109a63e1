import { isNullish } from 'remeda';
import { isBag } from '../base/bag.js';
import type { Draft, UncheckedCall } from './call.js';
import { LIBRARY, LIBRARY_CONTEXT, METADATA, NO_INTEGRATIONS } from './context.js';
import type { MessageType } from './message.js';

/** What a message gets where its call doesn't say: handed in, so that building stays a pure function. */
export interface Origin {
  readonly messageId: string;
  readonly timestamp: string;
}

const NO_MEMBERS: object = Object.freeze({});

/** The fields of the Spec, where null counts as absent. */
export const SPEC_FIELDS: ReadonlySet<string> = new Set<keyof UncheckedCall>([
  'userId',
  'anonymousId',
  'previousId',
  'groupId',
  'event',
  'name',
  'category',
  'properties',
  'traits',
  'context',
  'timestamp',
  'integrations',
  'messageId',
]);

/**
 * Puts the fields of a call in place, each read once, with what the client adds; null counts as absent. Numeric ids and dates become text.
 * Nothing of the caller is written to. The draft is yet to be checked.
 */
export function buildDraft(type: MessageType, call: UncheckedCall, origin: Origin): Draft {
  const { context, timestamp, category } = call;
  const hasTraits = type === 'identify' || type === 'group';
  const hasProperties = type === 'track' || type === 'page' || type === 'screen';
  const isView = type === 'page' || type === 'screen';
  // One literal for all types, since objects of one shape are what the engine handles best: this runs in every call.
  return {
    type,
    messageId: call.messageId ?? origin.messageId,
    timestamp: timeText(timestamp ?? origin.timestamp),
    userId: idText(call.userId),
    // The call of the Spec has none; a raw message keeps it.
    anonymousId: type === 'alias' ? undefined : idText(call.anonymousId),
    previousId: type === 'alias' ? idText(call.previousId) : undefined,
    groupId: type === 'group' ? idText(call.groupId) : undefined,
    event: type === 'track' ? call.event : undefined,
    name: isView ? (call.name ?? undefined) : undefined,
    category: isView ? (category ?? undefined) : undefined,
    properties: hasProperties ? propertiesOf(type, call.properties, category) : undefined,
    traits: hasTraits ? (call.traits ?? NO_MEMBERS) : undefined,
    context: isNullish(context) ? LIBRARY_CONTEXT : withLibrary(context),
    integrations: call.integrations ?? NO_INTEGRATIONS,
    _metadata: METADATA,
  };
}

/**
 * Puts what the client adds where a raw message lacks it, and keeps every other field. The write key and the sending time
 * belong to a request, so they are left out; so is a `toJSON`, which would put something unchecked in its place. An import
 * does this millions of times: most messages have everything, and are copied and looked at, once.
 */
export function adoptRaw(type: MessageType, raw: UncheckedCall, origin: Origin): Draft {
  return adoptOwn(type, { ...raw }, origin);
}

/** The same for what came out of `JSON.parse` and belongs to nobody else: it is written to. */
export function adoptOwn(type: MessageType, own: UncheckedCall, origin: Origin): Draft {
  const built = own as Record<string, unknown>;
  for (const name in built) {
    if (built[name] === null && SPEC_FIELDS.has(name)) built[name] = undefined;
  }
  for (const name of REQUEST_FIELDS) if (built[name] !== undefined) built[name] = undefined;
  if (built['type'] !== type) built['type'] = type;
  built['messageId'] ??= origin.messageId;
  if (typeof built['timestamp'] !== 'string') {
    built['timestamp'] = timeText(built['timestamp'] ?? origin.timestamp);
  }
  built['integrations'] ??= NO_INTEGRATIONS;
  putIds(type, built);
  if (type === 'identify' || type === 'group') built['traits'] ??= NO_MEMBERS;
  else if (type === 'track') built['properties'] ??= NO_MEMBERS;
  else if (type !== 'alias') {
    built['properties'] = propertiesOf(type, built['properties'], built['category']);
  }
  const { context } = built;
  // Another library made it: what that said about itself stays, and ours is not added.
  if (isBag(context) && context['library'] !== undefined) return built as Draft;
  built['context'] = context === undefined ? LIBRARY_CONTEXT : withLibrary(context);
  built['_metadata'] = METADATA;
  return built as Draft;
}

const REQUEST_FIELDS = ['writeKey', 'sentAt', 'toJSON'] as const;

/** Those of the type become text, as in a call. */
function putIds(type: MessageType, built: Record<string, unknown>): void {
  const { userId, anonymousId, previousId, groupId } = built;
  if (typeof userId === 'number') built['userId'] = idText(userId);
  if (typeof anonymousId === 'number' && type !== 'alias') {
    built['anonymousId'] = idText(anonymousId);
  }
  if (type === 'alias' && typeof previousId === 'number') built['previousId'] = idText(previousId);
  if (type === 'group' && typeof groupId === 'number') built['groupId'] = idText(groupId);
}

function propertiesOf(type: MessageType, given: unknown, category: unknown): unknown {
  const properties = given ?? NO_MEMBERS;
  // The Spec copies the category of a page into its properties.
  if (type !== 'page' || isNullish(category) || !isBag(properties)) return properties;
  try {
    return { ...properties, category };
  } catch {
    // A getter that throws: writing it as JSON names the path.
    return properties;
  }
}

function withLibrary(context: unknown): unknown {
  if (!isBag(context)) return context;
  try {
    return { ...context, library: LIBRARY };
  } catch {
    // A getter that throws: writing it as JSON names the path.
    return context;
  }
}

function idText(id: unknown): unknown {
  return typeof id === 'number' && Number.isFinite(id) ? String(id) : (id ?? undefined);
}

function timeText(timestamp: unknown): unknown {
  if (!(timestamp instanceof Date)) return timestamp;
  return Number.isNaN(timestamp.getTime()) ? timestamp : timestamp.toISOString();
}
