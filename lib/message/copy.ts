import { isBag } from '../base/bag.js';
import { copyJson } from '../base/copy-json.js';
import { JsonFault } from '../base/exact-json.js';
import { dataToJson, toJson } from '../base/json.js';
import { LIBRARY, LIBRARY_CONTEXT, METADATA, NO_INTEGRATIONS } from './context.js';
import type { Message } from './message.js';
import type { SegmentEvent } from './segment-event.js';
import { type SerialisationFault, serialise } from './serialise.js';

/**
 * A copy of a message for plugins, as it would come back from its JSON: they may write to it, and nothing of it reaches the
 * caller's objects. `isRaw` messages keep fields that the client does not know.
 */
export function copyMessage(
  message: Message,
  form: { readonly limit: number; readonly isRaw: boolean },
): SegmentEvent | SerialisationFault {
  const copy = form.isRaw ? undefined : copyBuilt(message, form.limit);
  if (copy !== undefined) return copy;
  const json = writeMessage(message, form);
  return typeof json === 'string' ? (JSON.parse(json) as SegmentEvent) : json;
}

/** A copy of a message that `buildDraft` made; none where it is not plain data. */
function copyBuilt(message: Message, limit: number): SegmentEvent | undefined {
  const { type, messageId, timestamp, userId, anonymousId, context, integrations } = message;
  const event: SegmentEvent = { type, messageId, timestamp };
  if (userId !== undefined) event.userId = userId;
  if (anonymousId !== undefined) event.anonymousId = anonymousId;
  switch (type) {
    case 'track':
      event.event = message.event;
      break;
    case 'page':
    case 'screen':
      if (message.name !== undefined) event.name = message.name;
      if (message.category !== undefined) event.category = message.category;
      break;
    case 'group':
      event.groupId = message.groupId;
      break;
    case 'alias':
      event.previousId = message.previousId;
      break;
    case 'identify':
      break;
  }
  if ('properties' in message && message.properties !== undefined) {
    event.properties = copyJson(message.properties, limit);
    if (event.properties === undefined) return undefined;
  }
  if ('traits' in message && message.traits !== undefined) {
    event.traits = copyJson(message.traits, limit);
    if (event.traits === undefined) return undefined;
  }
  event.context =
    context === LIBRARY_CONTEXT ? { library: { ...LIBRARY } } : copyJson(context, limit);
  event.integrations = integrations === NO_INTEGRATIONS ? {} : copyJson(integrations, limit);
  event._metadata = { ...METADATA };
  return event.context === undefined || event.integrations === undefined ? undefined : event;
}

/** Tells what could not be copied from a copy, which is data and may have any member. */
export function isFault(copy: SegmentEvent | SerialisationFault): copy is SerialisationFault {
  return 'fault' in copy && copy.fault instanceof JsonFault;
}

/** What is read of a message after it was written: as it was then, whatever its caller's objects say the next time. */
export function snapshotOf(
  message: Message,
  json: string,
): Pick<Message, 'messageId' | 'integrations'> {
  const { messageId, integrations } = message;
  if (integrations === NO_INTEGRATIONS) return message;
  const copy =
    copyJson(integrations, json.length) ?? (JSON.parse(json) as Partial<Message>).integrations;
  // A toJSON may have made anything of them, or nothing.
  return { messageId, integrations: isBag(copy) ? copy : NO_INTEGRATIONS };
}

/** Writes a message as JSON: the snapshot of its call. One that is data alone, and of a text with a bound, need not be measured. */
export function writeMessage(
  message: Message,
  form: { readonly limit: number; readonly isRaw: boolean; readonly isData?: boolean },
): string | SerialisationFault {
  const { limit, isRaw, isData = false } = form;
  if (!isRaw) return serialise(message, limit);
  const json = (isData ? dataToJson(message) : undefined) ?? toJson(message, limit);
  return typeof json === 'string' ? json : { field: '', fault: json };
}
