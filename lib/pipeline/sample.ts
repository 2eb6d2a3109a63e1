import type { Message } from '../message/message.js';
import type { SegmentEvent } from '../message/segment-event.js';
import { enrichment } from './enrichment.js';
import { MESSAGE_FIELDS, parseKeys } from './paths.js';
import { valueAt } from './plain.js';
import type { PluginLike } from './plugin.js';
import { seedOf, stableHash } from './stable-hash.js';
import { checkOptions, type StepOptions, wrong } from './step-options.js';

/** What {@link sample} takes. */
export interface SampleOptions extends StepOptions {
  /** Which share of users is kept; 0 to 1. */
  readonly rate: number;
  /**
   * What decides: a dotted path into the message, or a function of it that gives a text or a number. What gives nothing is
   * decided by its `messageId`. @default the userId, else the anonymousId
   */
  readonly by?: string | ((message: Message) => string | number | null | undefined) | undefined;
  /** Another text makes another choice of users, independent of the first. @default '' */
  readonly salt?: string | undefined;
}

/** How many hashes there are. */
const HASHES = 2 ** 32;
const FIELDS = [...MESSAGE_FIELDS, 'messageId', 'type'];

/**
 * A step that keeps all messages of a share of users, and drops those of the others as `filtered`. Who is kept depends on
 * the user alone: it is the same in every process and version, and who is kept at one rate is kept at every higher one.
 *
 * @example
 * plugins: [sample({ rate: 0.1 })]
 * @throws ValidationError for an option that is wrong
 */
export function sample(options: SampleOptions): PluginLike {
  const call = 'sample';
  const name = checkOptions(call, options, ['rate', 'by', 'salt']);
  const { rate, by, salt = '' } = options;
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) {
    throw wrong({ call, field: 'rate', found: rate, expected: 'a number from 0 to 1' });
  }
  if (typeof salt !== 'string') {
    throw wrong({ call, field: 'salt', found: salt, expected: 'a string' });
  }
  const keyOf = keyReader(by);
  const seed = seedOf(salt);
  const bound = rate * HASHES;
  return enrichment(name, (event) => {
    const key = keyText(keyOf(event)) ?? String(event.messageId);
    return stableHash(key, seed) < bound ? event : null;
  });
}

function keyReader(by: SampleOptions['by']): (event: SegmentEvent) => unknown {
  if (by === undefined) return (event) => keyText(event.userId) ?? event.anonymousId;
  // Checked by whoever made the message, and again when all steps have run.
  if (typeof by === 'function') return (event) => by(event as Message);
  const keys = parseKeys(by, { call: 'sample', field: 'by', fields: FIELDS });
  return (event) => valueAt(event, keys);
}

/** Numbers count as their text, as ids do. */
function keyText(key: unknown): string | undefined {
  switch (typeof key) {
    case 'string':
      return key === '' ? undefined : key;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(key);
    default:
      if (key === undefined || key === null) return undefined;
      throw new TypeError('What decides is neither a text nor a number.');
  }
}
