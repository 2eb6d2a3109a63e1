import { type VocabularyEvent, vocabularies } from './vocabulary.js';

/**
 * The event that has this name or had it, exactly as written: case and spaces count. For an older name it is the event that took
 * its place.
 */
export function findEvent(name: string): VocabularyEvent | undefined {
  known ??= collect();
  return known.get(name);
}

/** The name that took the place of an older one; none, if it is current or no name of a vocabulary. */
export function currentName(olderName: string): string | undefined {
  const event = findEvent(olderName);
  return event === undefined || event.name === olderName ? undefined : event.name;
}

/** A sentence for whoever uses an older name: `'Completed Order' is the older name of 'Order Completed'.` */
export function olderNameHint(name: string): string | undefined {
  const current = currentName(name);
  return current === undefined ? undefined : `'${name}' is the older name of '${current}'.`;
}

let known: ReadonlyMap<string, VocabularyEvent> | undefined;

/** Of names that several have, the first counts: current ones go before older ones, and legacy vocabularies come last. */
function collect(): ReadonlyMap<string, VocabularyEvent> {
  const current = vocabularies().filter(({ isLegacy }) => !isLegacy);
  const legacy = vocabularies().filter(({ isLegacy }) => isLegacy);
  const found = new Map<string, VocabularyEvent>();
  for (const event of [...current, ...legacy].flatMap(({ events }) => namesOf(events))) {
    if (!found.has(event.name)) found.set(event.name, event.event);
  }
  return found;
}

interface Named {
  readonly name: string;
  readonly event: VocabularyEvent;
}

function namesOf(events: readonly VocabularyEvent[]): readonly Named[] {
  const own = events.map((event) => ({ name: event.name, event }));
  const older = events.flatMap((event) => event.aliases.map((name) => ({ name, event })));
  return [...own, ...older];
}
