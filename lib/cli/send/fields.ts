import type { UncheckedCall } from '../../message/call.js';
import type { MessageType } from '../../message/message.js';
import type { ConnectionFlags } from '../connection.js';

/** A field of a message that may be said. */
export type Field = keyof UncheckedCall;

/** What was typed, as commander names it: the option of a field has the field's name. */
export interface SendFlags extends ConnectionFlags, Readonly<Partial<Record<Field, string>>> {
  readonly plan?: string;
  readonly retries?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export interface FieldFlag {
  readonly flag: string;
  readonly value: '<id>' | '<text>' | '<json>' | '<time>';
  readonly meaning: string;
}

export const FLAG_OF: Readonly<Record<Field, FieldFlag>> = {
  userId: { flag: '--user-id', value: '<id>', meaning: 'the id of the user' },
  anonymousId: {
    flag: '--anonymous-id',
    value: '<id>',
    meaning: 'the id of somebody who is not known yet',
  },
  groupId: { flag: '--group-id', value: '<id>', meaning: 'the id of the account or organization' },
  previousId: { flag: '--previous-id', value: '<id>', meaning: 'the id the user had before' },
  event: { flag: '--event', value: '<text>', meaning: 'the name of the event' },
  name: { flag: '--name', value: '<text>', meaning: 'the name' },
  category: { flag: '--category', value: '<text>', meaning: 'the category' },
  properties: { flag: '--properties', value: '<json>', meaning: 'more about it, an object' },
  traits: { flag: '--traits', value: '<json>', meaning: 'what is known of it, an object' },
  context: { flag: '--context', value: '<json>', meaning: 'what was around it, an object' },
  integrations: {
    flag: '--integrations',
    value: '<json>',
    meaning: 'which destinations get it, an object',
  },
  timestamp: {
    flag: '--timestamp',
    value: '<time>',
    meaning: 'when it happened, in ISO 8601 (default: now)',
  },
  messageId: {
    flag: '--message-id',
    value: '<id>',
    meaning: 'its own id; the service keeps the first with an id (default: made up)',
  },
};

const IDENTITY = ['userId', 'anonymousId'] as const;
const COMMON = ['context', 'integrations', 'timestamp', 'messageId'] as const;

/** What each call may carry, in the order of its help. */
export const FIELDS_OF: Readonly<Record<MessageType, readonly Field[]>> = {
  identify: [...IDENTITY, 'traits', ...COMMON],
  track: [...IDENTITY, 'event', 'properties', ...COMMON],
  page: [...IDENTITY, 'name', 'category', 'properties', ...COMMON],
  screen: [...IDENTITY, 'name', 'category', 'properties', ...COMMON],
  group: [...IDENTITY, 'groupId', 'traits', ...COMMON],
  alias: ['userId', 'previousId', ...COMMON],
};

/** A field of a message as whoever typed the command knows it: `--properties`, or `items[2].price of --properties`. */
export function flagOf(field: string): string {
  const [, root = '', rest = ''] = /^(\w+)\.?(.*)$/.exec(field) ?? [];
  const flag = Object.hasOwn(FLAG_OF, root) ? FLAG_OF[root as Field].flag : undefined;
  if (flag === undefined) return field === '' || field === 'message' ? 'the message' : field;
  return rest === '' ? flag : `${rest} of ${flag}`;
}
