import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import type { Reason } from '../entry/reason.js';
import { isMessageType } from '../entry/stored-message.js';
import { LIMITS } from './limits.js';

/** Why the service would not keep a message, or nothing when it would. A field that is null counts as left out. */
export function checkMessage(message: JsonObject): Reason | undefined {
  const { type, messageId, context } = message;
  if (!isMessageType(type)) return 'bad_request';
  if (!isMessageId(messageId)) return 'bad_request';
  return (
    checkIds(message) ??
    (type === 'track' ? checkEvent(message['event']) : undefined) ??
    (isObjectOrAbsent(message['properties']) ? undefined : 'properties_not_object') ??
    (isObjectOrAbsent(message['traits']) ? undefined : 'traits_not_object') ??
    (type === 'page' || type === 'screen' ? checkNames(message) : undefined) ??
    (isJsonObject(context) ? checkContext(context) : undefined)
  );
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

function checkContext({ device, consent }: JsonObject): Reason | undefined {
  if (isJsonObject(device)) {
    const { advertisingId } = device;
    if (!isAbsent(advertisingId) && typeof advertisingId !== 'string') {
      return 'device_advertisingid_should_be_string';
    }
  }
  return isJsonObject(consent) ? checkConsent(consent) : undefined;
}

function checkConsent({ categoryPreferences }: JsonObject): Reason | undefined {
  if (isAbsent(categoryPreferences)) return undefined;
  if (!isJsonObject(categoryPreferences)) {
    return 'consent_categorypreferences_fields_should_be_object';
  }
  const isClear = Object.values(categoryPreferences).every((value) => typeof value === 'boolean');
  return isClear ? undefined : 'consent_categorypreferences_fields_should_be_bool';
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
