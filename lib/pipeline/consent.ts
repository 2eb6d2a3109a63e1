import { isBag, setMember } from '../base/bag.js';
import type { Bag, SegmentEvent } from '../message/segment-event.js';
import { enrichment } from './enrichment.js';
import { ENDPOINT_NAME, isLetThrough } from './integrations.js';
import { asPlain, hasMembers, valueAt } from './plain.js';
import type { PluginLike } from './plugin.js';
import { checkOptions, type StepOptions, wrong } from './step-options.js';

/** What {@link consent} takes. */
export interface ConsentOptions extends StepOptions {
  /**
   * Which categories a destination needs, by its name: all of them have to be granted. `'Segment.io'` is the endpoint, and
   * `All` every destination that has no row of its own, but not the endpoint. At least one destination, and at least one
   * category for each.
   */
  readonly categories: Readonly<Record<string, readonly string[]>>;
  /** What becomes of a message without `context.consent.categoryPreferences`. @default 'drop' */
  readonly onMissing?: 'drop' | 'send' | undefined;
}

const ALL = 'All';
const PREFERENCES = ['context', 'consent', 'categoryPreferences'];

interface Rule {
  readonly destination: string;
  readonly categories: readonly string[];
}

/**
 * A step that keeps a message from the destinations that its user did not consent to, by
 * `context.consent.categoryPreferences`: they are set to false in its `integrations`. Only `true` is consent. What the call
 * set to false stays false. A message that neither the endpoint nor a destination may have is dropped as `filtered`; one
 * whose preferences are no object as `plugin-failed`.
 *
 * @example
 * plugins: [consent({ categories: { Mixpanel: ['marketing'], 'Segment.io': ['analytics'] } })]
 * @throws ValidationError for an option that is wrong
 */
export function consent(options: ConsentOptions): PluginLike {
  const call = 'consent';
  const name = checkOptions(call, options, ['categories', 'onMissing']);
  const { categories, onMissing = 'drop' } = options;
  if (onMissing !== 'drop' && onMissing !== 'send') {
    throw wrong({ call, field: 'onMissing', found: onMissing, expected: "'drop' or 'send'" });
  }
  const rules = rulesOf(categories);
  return enrichment(name, (event) => {
    const preferences = valueAt(event, PREFERENCES);
    if (preferences === undefined || preferences === null) {
      return onMissing === 'send' ? event : null;
    }
    const granted = typeof preferences === 'object' ? asPlain(preferences) : undefined;
    if (!hasMembers(granted)) throw new TypeError('The categoryPreferences are no object.');
    return { ...event, integrations: narrowed(event, rules, granted) };
  });
}

function rulesOf(categories: unknown): readonly Rule[] {
  const call = 'consent';
  if (!isBag(categories) || Object.keys(categories).length === 0) {
    const expected = 'an object with categories for at least one destination';
    throw wrong({ call, field: 'categories', found: categories, expected });
  }
  return Object.entries(categories).map(([destination, ids]) => {
    const isList = Array.isArray(ids) && ids.length > 0;
    if (!isList || ids.some((id) => typeof id !== 'string' || id === '')) {
      const field = `categories[${JSON.stringify(destination)}]`;
      const expected = 'an array of the ids of categories, at least one';
      throw wrong({ call, field, found: ids, expected });
    }
    return { destination, categories: [...(ids as readonly string[])] };
  });
}

function narrowed({ integrations }: SegmentEvent, rules: readonly Rule[], granted: Bag): Bag {
  const said = asPlain(integrations ?? {});
  if (!hasMembers(said)) throw new TypeError('The integrations are no object.');
  const result: Bag = { ...said };
  let isOthersDenied = false;
  for (const { destination, categories } of rules) {
    if (categories.every((id) => isGranted(granted, id))) continue;
    setMember(result, destination, false);
    isOthersDenied ||= destination === ALL;
  }
  if (isOthersDenied) {
    stopOthers(result, rules);
    if (said[ALL] !== false) keepGranted(result, said, rules);
  }
  return result;
}

/** A destination that the call names, and the rules do not, is one of all the others. */
function stopOthers(result: Bag, rules: readonly Rule[]): void {
  for (const name of Object.keys(result)) {
    const isRuled = rules.some(({ destination }) => destination === name);
    if (!isRuled && name !== ENDPOINT_NAME) setMember(result, name, false);
  }
}

/** `All: false` stops whoever isn't named, so those that have consent are named. None gets what the call kept from it. */
function keepGranted(result: Bag, said: Bag, rules: readonly Rule[]): void {
  for (const { destination } of rules) {
    if (destination === ENDPOINT_NAME || (result[destination] ?? undefined) !== undefined) continue;
    if (isLetThrough(said, [destination])) result[destination] = true;
  }
}

function isGranted(granted: Bag, id: string): boolean {
  return Object.hasOwn(granted, id) && granted[id] === true;
}
