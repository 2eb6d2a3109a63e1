import { isBag, setMember } from '../base/bag.js';
import type { Message } from '../message/message.js';
import type { Bag, SegmentEvent } from '../message/segment-event.js';
import { enrichment } from './enrichment.js';
import { asPlain, copyPlain, hasMembers, throughJson } from './plain.js';
import type { PluginLike } from './plugin.js';
import { checkOptions, type StepOptions, wrong } from './step-options.js';

/** Defaults, or a function that gives those of a message; it may give none. */
export type EnrichDefaults = object | ((message: Message) => object | null | undefined);

/** What {@link enrich} takes; at least one of the three. */
export interface EnrichOptions extends StepOptions {
  /** Defaults for the context of every message. */
  readonly context?: EnrichDefaults | undefined;
  /** Defaults for the properties of `track`, `page` and `screen`. */
  readonly properties?: EnrichDefaults | undefined;
  /** Defaults for the traits of `identify` and `group`. */
  readonly traits?: EnrichDefaults | undefined;
}

type Field = 'context' | 'properties' | 'traits';

/** Gives the defaults of a message; it may share them. */
type Source = (message: Message) => Bag | undefined;

const FIELDS: readonly Field[] = ['context', 'properties', 'traits'];

/**
 * A step that adds what a message lacks. Objects are merged at every level, and what the call says wins: null is something
 * that it says, and arrays are taken as they are. Every message gets copies, so that what a later step writes stays in its
 * message. Where a function throws or gives back anything but an object, the message is dropped as `plugin-failed`.
 *
 * @example
 * plugins: [enrich({ context: { app: { name: 'shop', version: '2.1.0' } } })]
 * @throws ValidationError for an option that is wrong
 */
export function enrich(options: EnrichOptions): PluginLike {
  const call = 'enrich';
  const name = checkOptions(call, options, FIELDS);
  const sources = FIELDS.flatMap((field) => {
    const given = options[field];
    return given === undefined ? [] : [{ field, source: sourceOf(field, given) }];
  });
  if (sources.length === 0) {
    throw wrong({
      call,
      field: 'options',
      found: options,
      expected: `one of ${FIELDS.join(', ')}`,
    });
  }
  return enrichment(name, (event) => {
    const enriched: SegmentEvent = { ...event };
    for (const { field, source } of sources) {
      if (!hasField(event, field)) continue;
      // Checked by whoever made the message, and again when all steps have run.
      const defaults = source(event as Message);
      if (defaults !== undefined) enriched[field] = fill(event[field], defaults) as Bag;
    }
    return enriched;
  });
}

function sourceOf(field: Field, given: unknown): Source {
  if (typeof given === 'function') return (message) => defaultsOf(given(message));
  const defaults = isBag(given) ? snapshot(given) : undefined;
  if (defaults !== undefined) return () => defaults;
  const expected = 'a plain object that can be written as JSON, or a function';
  throw wrong({ call: 'enrich', field, found: given, expected });
}

/** What was true when the step was made: a program may write to its objects later. */
function snapshot(given: object): Bag | undefined {
  try {
    const copy = throughJson(given);
    return hasMembers(copy) ? copy : undefined;
  } catch {
    // A cycle, a getter that throws: the caller says what was expected.
    return undefined;
  }
}

function defaultsOf(given: unknown): Bag | undefined {
  if (given === undefined || given === null) return undefined;
  const plain = isBag(given) ? asPlain(given) : undefined;
  if (hasMembers(plain)) return plain;
  throw new TypeError('A function gave back something that is no plain object.');
}

function hasField({ type }: SegmentEvent, field: Field): boolean {
  const hasTraits = type === 'identify' || type === 'group';
  switch (field) {
    case 'context':
      return true;
    case 'traits':
      return hasTraits;
    case 'properties':
      return !hasTraits && type !== 'alias';
  }
}

/** What a call says, with what it lacks. Neither is written to, and nothing of the defaults is shared. */
function fill(said: unknown, defaults: unknown): unknown {
  if (said === undefined) return copyPlain(defaults);
  if (!hasMembers(defaults) || !hasMembers(said)) return said;
  const plain = asPlain(said);
  if (!hasMembers(plain)) return plain;
  const filled: Bag = { ...plain };
  for (const key of Object.keys(defaults)) {
    const own: unknown = Object.hasOwn(plain, key) ? plain[key] : undefined;
    setMember(filled, key, fill(own, defaults[key]));
  }
  return filled;
}
