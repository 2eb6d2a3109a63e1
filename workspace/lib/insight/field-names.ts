import type { JsonObject } from '../entry/json-object.js';
import { squash } from './spelling.js';

/** The fields of a message (common-fields.json), and what the workspace leaves in it. */
const FIELDS = [
  'type',
  'userId',
  'anonymousId',
  'messageId',
  'timestamp',
  'originalTimestamp',
  'sentAt',
  'receivedAt',
  'context',
  'integrations',
  'version',
  'channel',
  'writeKey',
  '_metadata',
  'event',
  'properties',
  'traits',
  'name',
  'category',
  'groupId',
  'previousId',
] as const;

export type Field = (typeof FIELDS)[number];

/** A field by another name than the service reads. */
export interface MisspeltField {
  readonly name: string;
  readonly field: Field;
}

const KNOWN = new Set<string>(FIELDS);
/** Written otherwise, and names that other services have for the same. */
const MEANT = new Map<string, Field>([
  ...FIELDS.map((field) => [squash(field), field] as const),
  ['eventname', 'event'],
  ['property', 'properties'],
  ['trait', 'traits'],
  ['anonid', 'anonymousId'],
  ['useridentifier', 'userId'],
]);
const MAX_FIELDS = 60;
const MAX_NAME_CHARACTERS = 30;

/** Names at the top of a message that the service doesn't read, though one of its own was probably meant and is not there. */
export function misspeltFields(message: JsonObject): readonly MisspeltField[] {
  let found: MisspeltField[] | undefined;
  let left = MAX_FIELDS;
  for (const name of Object.keys(message)) {
    if (KNOWN.has(name)) continue;
    left -= 1;
    if (left < 0) break;
    if (name.length > MAX_NAME_CHARACTERS) continue;
    const field = MEANT.get(squash(name));
    if (field === undefined || hasField(message, field)) continue;
    found ??= [];
    found.push({ name, field });
  }
  return found ?? NONE;
}

/** The first name that one of these fields was meant by. */
export function misspeltField(
  message: JsonObject,
  fields: readonly Field[],
): MisspeltField | undefined {
  return misspeltFields(message).find(({ field }) => fields.includes(field));
}

const NONE: readonly MisspeltField[] = [];

function hasField(message: JsonObject, field: Field): boolean {
  const value = message[field];
  return value !== undefined && value !== null && value !== '';
}
