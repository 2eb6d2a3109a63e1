import { JsonFault } from '../base/exact-json.js';
import { quote, toJson } from '../base/json.js';
import { LIBRARY_CONTEXT, METADATA, NO_INTEGRATIONS } from './context.js';
import type { Message } from './message.js';

/** A message that cannot be written, with the field whose contents are at fault. */
export interface SerialisationFault {
  readonly field: string;
  readonly fault: JsonFault;
}

const CONTEXT_JSON = `,"context":${JSON.stringify(LIBRARY_CONTEXT)}`;
const NO_INTEGRATIONS_JSON = ',"integrations":{}';
const METADATA_JSON = `,"_metadata":${JSON.stringify(METADATA)}}`;
const USUAL_END = CONTEXT_JSON + NO_INTEGRATIONS_JSON + METADATA_JSON;

// Programs use few event names and many user ids: the text of a name is made once. Bounded, since names can be made up.
const MAX_KNOWN_EVENTS = 1_000;
const knownEvents = new Map<string, string>();

/**
 * Writes a message that `buildDraft` made as JSON: the parts that are the same in every message are ready, the caller's
 * own are written once each. This is the snapshot of the call. `limit` bounds each part; the queue counts the exact bytes.
 */
export function serialise(message: Message, limit: number): string | SerialisationFault {
  const { userId, anonymousId } = message;
  if (textLength(message) > limit) return { field: '', fault: JsonFault.tooLarge(limit) };
  let json = `{"type":"${message.type}","messageId":${quote(message.messageId)},"timestamp":"${message.timestamp}"`;
  if (userId !== undefined) json += `,"userId":${quote(userId)}`;
  if (anonymousId !== undefined) json += `,"anonymousId":${quote(anonymousId)}`;
  switch (message.type) {
    case 'track':
      json += `,"event":${eventNameJson(message.event)}`;
      break;
    case 'page':
    case 'screen':
      if (message.name !== undefined) json += `,"name":${quote(message.name)}`;
      if (message.category !== undefined) json += `,"category":${quote(message.category)}`;
      break;
    case 'group':
      json += `,"groupId":${quote(message.groupId)}`;
      break;
    case 'alias':
      json += `,"previousId":${quote(message.previousId)}`;
      break;
    case 'identify':
      break;
  }
  const field = bagField(message);
  if (field !== undefined) {
    const bag = toJson(field.bag, limit);
    if (typeof bag !== 'string') return { field: field.name, fault: bag };
    json += `,"${field.name}":${bag}`;
  }
  return withEnd(json, message, limit);
}

/** The path of a fault, from the message itself. */
export function faultPath({ field, fault }: SerialisationFault): string {
  if (fault.path === '') return field;
  if (field === '') return fault.path;
  return fault.path.startsWith('[') ? `${field}${fault.path}` : `${field}.${fault.path}`;
}

function withEnd(json: string, message: Message, limit: number): string | SerialisationFault {
  const { context, integrations } = message;
  if (context === LIBRARY_CONTEXT && integrations === NO_INTEGRATIONS) return json + USUAL_END;
  const contextJson = toJson(context, limit);
  if (typeof contextJson !== 'string') return { field: 'context', fault: contextJson };
  const integrationsJson = toJson(integrations, limit);
  if (typeof integrationsJson !== 'string')
    return { field: 'integrations', fault: integrationsJson };
  return `${json},"context":${contextJson},"integrations":${integrationsJson}${METADATA_JSON}`;
}

function bagField(message: Message): { readonly name: string; readonly bag: object } | undefined {
  if (message.type === 'alias') return undefined;
  if (message.type === 'identify' || message.type === 'group') {
    return { name: 'traits', bag: message.traits };
  }
  return { name: 'properties', bag: message.properties };
}

/** The length of the caller's texts outside the bags: a lower bound of their bytes, so that no huge text is copied. */
function textLength(message: Message): number {
  const ids = (message.userId?.length ?? 0) + (message.anonymousId?.length ?? 0);
  switch (message.type) {
    case 'track':
      return ids + message.event.length;
    case 'page':
    case 'screen':
      return ids + (message.name?.length ?? 0) + (message.category?.length ?? 0);
    case 'group':
      return ids + message.groupId.length;
    case 'alias':
      return ids + message.previousId.length;
    case 'identify':
      return ids;
  }
}

/** The name of an event as JSON: the same text again for the names that a program uses. */
export function eventNameJson(event: string): string {
  let json = knownEvents.get(event);
  if (json === undefined) {
    json = quote(event);
    if (knownEvents.size < MAX_KNOWN_EVENTS && event.length <= 200) knownEvents.set(event, json);
  }
  return json;
}
