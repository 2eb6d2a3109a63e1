import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import { LIMITS } from './limits.js';
import type { Reason } from '../entry/reason.js';

/** The six calls. */
export const MESSAGE_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;

export type MessageType = (typeof MESSAGE_TYPES)[number];

/** Why the service would not keep a message, or nothing when it would. A field that is null counts as left out. */
export function checkMessage(message: JsonObject): Reason | undefined {
  const { type, messageId } = message;
  if (!isMessageType(type)) return 'bad_request';
  if (!isMessageId(messageId)) return 'bad_request';
  return (
    checkIds(message) ??
    (type === 'track' ? checkEvent(message['event']) : undefined) ??
    (isObjectOrAbsent(message['properties']) ? undefined : 'properties_not_object') ??
    (isObjectOrAbsent(message['traits']) ? undefined : 'traits_not_object') ??
    (type === 'page' || type === 'screen' ? checkNames(message) : undefined)
  );
}

export function isMessageType(type: unknown): type is MessageType {
  return MESSAGE_TYPES.some((known) => known === type);
}

function isMessageId(messageId: unknown): boolean {
  if (isAbsent(messageId)) return true;
  return typeof messageId === 'string' && messageId.length <= LIMITS.messageIdCharacters;
}

function checkIds({ userId, anonymousId }: JsonObject): Reason | undefined {
  if (isText(userId) || isText(anonymousId)) return undefined;
  return isAbsent(userId) && isAbsent(anonymousId) ? 'no_user_anon_id' : 'id_not_string';
}

function checkEvent(event: unknown): Reason | undefined {
  if (isAbsent(event) || event === '') return 'event_not_defined';
  return typeof event === 'string' ? undefined : 'event_not_string';
}

function checkNames({ name, category }: JsonObject): Reason | undefined {
  if (!isAbsent(name) && !isText(name)) return 'name_not_string';
  return isAbsent(category) || isText(category) ? undefined : 'category_not_string';
}

function isObjectOrAbsent(value: unknown): boolean {
  return isAbsent(value) || isJsonObject(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
