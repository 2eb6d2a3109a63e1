import { isPlainObject } from 'remeda';
import type { Draft, UncheckedCall } from './call.js';
import { LIBRARY, LIBRARY_CONTEXT, METADATA, NO_INTEGRATIONS } from './context.js';
import type { MessageType } from './message.js';

/** What a message gets where its call doesn't say: handed in, so that building stays a pure function. */
export interface Origin {
  readonly messageId: string;
  readonly timestamp: string;
}

const NO_MEMBERS: object = Object.freeze({});

/**
 * Puts the fields of a call in place, each read once, with what the client adds. Numeric ids and dates become text.
 * Nothing of the caller is written to. The draft is yet to be checked.
 */
export function buildDraft(type: MessageType, call: UncheckedCall, origin: Origin): Draft {
  const { context, timestamp, integrations, messageId } = call;
  const common = {
    type,
    messageId: messageId ?? origin.messageId,
    timestamp: timestamp === undefined ? origin.timestamp : timeText(timestamp),
    userId: idText(call.userId),
    anonymousId: idText(call.anonymousId),
    context: context === undefined ? LIBRARY_CONTEXT : withLibrary(context),
    integrations: integrations ?? NO_INTEGRATIONS,
    _metadata: METADATA,
  };
  switch (type) {
    case 'track':
      return { ...common, event: call.event, properties: call.properties ?? NO_MEMBERS };
    case 'identify':
      return { ...common, traits: call.traits ?? NO_MEMBERS };
    case 'group':
      return { ...common, groupId: idText(call.groupId), traits: call.traits ?? NO_MEMBERS };
    case 'alias':
      return { ...common, previousId: idText(call.previousId) };
    case 'page':
    case 'screen':
      return { ...common, ...pageFields(type, call) };
  }
}

/**
 * Puts what the client adds where a raw message lacks it, and keeps every other field. The write key and the sending time
 * belong to a request, so they are left out.
 */
export function adoptRaw(type: MessageType, raw: UncheckedCall, origin: Origin): Draft {
  const { writeKey, sentAt, ...fields } = raw as Record<string, unknown>;
  const built = buildDraft(type, fields, origin);
  const { context } = fields;
  if (!isBag(context) || context['library'] === undefined) return { ...fields, ...built };
  return { ...fields, ...built, context, _metadata: fields['_metadata'] };
}

/**
 * Whether a value is an object literal, or one without a prototype. A proxy that was revoked may pass: writing it as JSON
 * says what it is.
 */
export function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
  try {
    return isPlainObject(value);
  } catch {
    return true;
  }
}

function pageFields(type: 'page' | 'screen', call: UncheckedCall): Partial<Draft> {
  const { name, category, properties } = call;
  const given = properties ?? NO_MEMBERS;
  // The Spec copies the category of a page into its properties.
  const copied = type === 'page' && category !== undefined && isBag(given);
  return { name, category, properties: copied ? { ...given, category } : given };
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
