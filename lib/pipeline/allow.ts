import { setMember } from '../base/bag.js';
import type { Bag, SegmentEvent } from '../message/segment-event.js';
import { enrichment } from './enrichment.js';
import { compilePaths, type PathPlace } from './paths.js';
import { asPlain, hasMembers, valueAt } from './plain.js';
import type { PluginLike } from './plugin.js';
import { checkOptions, type StepOptions, wrong } from './step-options.js';

/** What {@link allow} takes. Paths are dotted; `*` stands for any key and any item of an array, `**` for any number of them. */
export interface AllowOptions extends StepOptions {
  /** What may stay of `properties`; up to 1 000 paths. @default nothing */
  readonly properties?: readonly string[] | undefined;
  /** What may stay of `traits`; up to 1 000 paths. @default nothing */
  readonly traits?: readonly string[] | undefined;
  /** What may stay of `context`, beside `library`; up to 1 000 paths. @default everything */
  readonly context?: readonly string[] | undefined;
  /** The names of `track` calls that may pass; others are dropped as `filtered`. @default all */
  readonly events?: readonly string[] | undefined;
}

const KNOWN = ['properties', 'traits', 'context', 'events'];

/** In the place of a value that nothing is left of. */
const NOTHING = Symbol('nothing');

/**
 * A step that lets through only the properties and traits that it names, at any depth: what is not named is removed, and so
 * are objects, arrays and items that nothing is left of. With an array alone, its paths are for properties and traits alike.
 * Where it fails, the message is dropped as `plugin-failed` and nothing of it is sent.
 *
 * @example
 * plugins: [allow(['plan', 'total', 'products.*.sku'])]
 * @throws ValidationError for an option that is wrong
 */
export function allow(paths: readonly string[], options?: StepOptions): PluginLike;
export function allow(options: AllowOptions): PluginLike;
export function allow(
  given: readonly string[] | AllowOptions,
  options: StepOptions = {},
): PluginLike {
  const call = 'allow';
  const isList = isPaths(given);
  const name = checkOptions(call, isList ? options : given, isList ? [] : KNOWN);
  const lists = isList ? { properties: given, traits: given } : given;
  const { properties = [], traits = [], context, events } = lists as AllowOptions;
  const inProperties = compilePaths(properties, { call, field: isList ? 'paths' : 'properties' });
  const inTraits = isList ? inProperties : compilePaths(traits, { call, field: 'traits' });
  const inContext = context && compilePaths(context, { call, field: 'context' });
  const isAllowed = eventCheck(events);
  return enrichment(name, (event) => {
    if (!isAllowed(event)) return null;
    const narrowed = { ...event };
    if (event.properties !== undefined)
      narrowed.properties = narrow(event.properties, inProperties);
    if (event.traits !== undefined) narrowed.traits = narrow(event.traits, inTraits);
    if (inContext !== undefined) {
      narrowed.context = narrowContext(event.context, inContext);
    }
    return narrowed;
  });
}

function isPaths(given: unknown): given is readonly string[] {
  return Array.isArray(given);
}

function eventCheck(events: unknown): (event: SegmentEvent) => boolean {
  if (events === undefined) return () => true;
  const isList = Array.isArray(events) && events.length > 0;
  if (!isList || events.some((one) => typeof one !== 'string' || one === '')) {
    const expected = 'an array of the names of events, at least one';
    throw wrong({ call: 'allow', field: 'events', found: events, expected });
  }
  const names: ReadonlySet<unknown> = new Set(events);
  return ({ type, event }) => type !== 'track' || names.has(event);
}

function narrow(bag: unknown, place: PathPlace): Bag {
  const kept = keepBelow(bag, place);
  return hasMembers(kept) ? kept : {};
}

function narrowContext(context: unknown, place: PathPlace): Bag {
  const narrowed = narrow(context, place);
  const library = valueAt(context, ['library']);
  if (library !== undefined) narrowed['library'] = library;
  return narrowed;
}

function keepBelow(value: unknown, place: PathPlace): unknown {
  if (typeof value !== 'object' || value === null) return NOTHING;
  const plain = asPlain(value);
  if (Array.isArray(plain)) return keepItems(plain, place);
  return hasMembers(plain) ? keepMembers(plain, place) : NOTHING;
}

function keepMembers(source: Bag, place: PathPlace): Bag | typeof NOTHING {
  let copy: Bag | undefined;
  for (const key in source) {
    const next = place.enter(key);
    if (next === undefined || !Object.hasOwn(source, key)) continue;
    const kept = keepOne(source[key], next);
    if (kept === NOTHING) continue;
    copy ??= {};
    setMember(copy, key, kept);
  }
  return copy ?? NOTHING;
}

function keepItems(source: readonly unknown[], place: PathPlace): unknown[] | typeof NOTHING {
  const copy: unknown[] = [];
  for (let index = 0; index < source.length; index += 1) {
    const next = place.enter(String(index));
    if (next === undefined) continue;
    const kept = keepOne(source[index], next);
    if (kept !== NOTHING) copy.push(kept);
  }
  return copy.length > 0 ? copy : NOTHING;
}

function keepOne(value: unknown, place: PathPlace): unknown {
  // JSON leaves functions out, and one with the name toJSON would write what it likes.
  if (typeof value === 'function') return NOTHING;
  return place.isEnd ? value : keepBelow(value, place);
}
