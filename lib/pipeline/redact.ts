import { setMember } from '../base/bag.js';
import type { Bag, SegmentEvent } from '../message/segment-event.js';
import { enrichment } from './enrichment.js';
import { type Hide, type HidingOptions, hiding, REMOVED } from './hiding.js';
import { compilePaths, MESSAGE_FIELDS, type PathPlace } from './paths.js';
import { asPlain, hasMembers } from './plain.js';
import type { PluginLike } from './plugin.js';
import { checkOptions, type StepOptions, wrongAs } from './step-options.js';

/** What {@link redact} takes. */
export interface RedactOptions extends StepOptions, HidingOptions {
  /**
   * What is hidden, as dotted paths from the message on: `*` stands for any key and any item of an array, `**` for any number
   * of keys and items; 1 to 1 000 paths.
   */
  readonly paths: readonly string[];
}

/**
 * A step that hides values before anything is sent: it removes, masks or hashes whatever lies at its paths, with all that is
 * below. A path that leads nowhere is fine. `type` and the `messageId` are never touched. Where it fails, the message is
 * dropped as `plugin-failed` and nothing of it is sent. Put it last: what later steps add is not redacted.
 *
 * @example
 * plugins: [redact({ paths: ['traits.email', 'properties.products.*.serial'] })]
 * @throws ValidationError for an option that is wrong
 */
export function redact(options: RedactOptions): PluginLike {
  const call = 'redact';
  const name = checkOptions(call, options, ['paths', 'mode', 'key', 'mask']);
  const { paths } = options;
  if (Array.isArray(paths) && paths.length === 0) {
    throw wrongAs({ call, field: 'paths', found: 'none', expected: 'at least one path' });
  }
  const start = compilePaths(paths, { call, field: 'paths', fields: MESSAGE_FIELDS });
  const hide = hiding(call, options);
  return enrichment(name, (event) => {
    const redacted = redactMembers(event, start, hide) as Bag & SegmentEvent;
    // Paths that begin with a wildcard lead here as well.
    redacted.type = event.type;
    redacted.messageId = event.messageId;
    return redacted;
  });
}

/**
 * A copy of what lies on the way of a path, each member read once: what it was read as is what is sent. What no path leads to
 * is shared with the original.
 */
function redactBelow(value: unknown, place: PathPlace, hide: Hide): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const plain = asPlain(value);
  if (Array.isArray(plain)) return redactItems(plain, place, hide);
  return hasMembers(plain) ? redactMembers(plain, place, hide) : plain;
}

function redactMembers(source: Bag, place: PathPlace, hide: Hide): Bag {
  const copy: Bag = {};
  for (const key in source) {
    if (!Object.hasOwn(source, key)) continue;
    const value = redactOne(source[key], place.enter(key), hide);
    if (value !== undefined && value !== REMOVED) setMember(copy, key, value);
  }
  return copy;
}

function redactItems(source: readonly unknown[], place: PathPlace, hide: Hide): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0; index < source.length; index += 1) {
    const value = redactOne(source[index], place.enter(String(index)), hide);
    if (value !== REMOVED) copy.push(value);
  }
  return copy;
}

function redactOne(value: unknown, place: PathPlace | undefined, hide: Hide): unknown {
  // JSON leaves functions out, and one with the name toJSON would write what it likes.
  if (typeof value === 'function') return undefined;
  if (place === undefined) return value;
  return place.isEnd ? hide(value) : redactBelow(value, place, hide);
}
