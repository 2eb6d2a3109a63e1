import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import type { Explanation } from './explanation.js';
import { found, quoted } from './found.js';
import { compareWords } from './spelling.js';

const TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
const MESSAGE_ID_CHARACTERS = 100;
const MESSAGE_BYTES = 32 * 1024;
const MAX_VALUES = 100_000;

/** The service has one code for all that can't be taken apart; what it was has to be looked for. */
export function badRequest(message: JsonObject): Explanation {
  return (
    (Object.hasOwn(message, 'type') ? oddType(message['type']) : undefined) ??
    oddMessageId(message['messageId']) ??
    tooLarge(message) ?? {
      path: '',
      text: 'It cannot be taken apart: send an object of JSON with the type of the call, within the limits of size.',
    }
  );
}

function oddType(type: unknown): Explanation | undefined {
  if (typeof type === 'string' && TYPES.includes(type)) return undefined;
  const near = typeof type === 'string' ? nearestType(type) : undefined;
  return {
    path: 'type',
    text: `The type is ${found(type)}: give one of ${TYPES.join(', ')}.`,
    ...(near === undefined ? {} : { suggestion: near }),
  };
}

function nearestType(type: string): string | undefined {
  const word = type.trim().toLowerCase();
  return TYPES.find((known) => compareWords(word, known) !== 'other');
}

function oddMessageId(messageId: unknown): Explanation | undefined {
  if (messageId === undefined || messageId === null) return undefined;
  const path = 'messageId';
  if (typeof messageId !== 'string') {
    return { path, text: `The messageId is ${found(messageId)}: give a text, or leave it out.` };
  }
  if (messageId.length <= MESSAGE_ID_CHARACTERS) return undefined;
  return {
    path,
    text: `The messageId ${quoted(messageId)} has ${messageId.length} characters: ${MESSAGE_ID_CHARACTERS} is the most.`,
  };
}

function tooLarge(message: JsonObject): Explanation | undefined {
  if (leastBytesOf(message) <= MESSAGE_BYTES) return undefined;
  return {
    path: '',
    text: `It has more than ${MESSAGE_BYTES} bytes, which is the most for a message: leave out what is large.`,
  };
}

/** How large the JSON is at least; counting ends where that is enough. JSON.stringify would fail for deep nesting. */
function leastBytesOf(message: JsonObject): number {
  const open: unknown[] = [message];
  let bytes = 0;
  for (let left = MAX_VALUES; left > 0 && open.length > 0 && bytes <= MESSAGE_BYTES; left -= 1) {
    const value = open.pop();
    bytes += typeof value === 'string' ? Buffer.byteLength(value) + 2 : 2;
    if (Array.isArray(value)) {
      bytes += value.length;
      // More items than bytes are never needed.
      for (const item of value.slice(0, MESSAGE_BYTES)) open.push(item);
    } else if (isJsonObject(value)) {
      for (const key of Object.keys(value)) {
        bytes += key.length + 4;
        if (bytes > MESSAGE_BYTES) break;
        open.push(value[key]);
      }
    } else if (typeof value === 'number' || typeof value === 'boolean') {
      bytes += String(value).length - 2;
    }
  }
  return bytes;
}
