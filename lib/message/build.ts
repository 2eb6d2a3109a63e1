import { isDefined, isNullish, omitBy, pickBy } from 'remeda';
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
 * belong to a request, so they are left out; so is a `toJSON`, which would put something unchecked in its place.
 */
export function adoptRaw(type: MessageType, raw: UncheckedCall, origin: Origin): Draft {
  const { writeKey, sentAt, toJSON, ...fields } = raw as Record<string, unknown>;
  const draft = pickBy(buildDraft(type, fields, origin), isDefined);
  const built = {
    ...omitBy(fields, (value, name) => isNullish(value) && SPEC_FIELDS.has(name)),
    ...draft,
  };
  const { context, _metadata } = fields;
  const isForeign = isBag(context) && context['library'] !== undefined;
  return isForeign ? { ...built, context, _metadata } : built;
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
