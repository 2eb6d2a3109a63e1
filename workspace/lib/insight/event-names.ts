import type { Problem } from '../entry/problem.js';
import { dynamicPart, withoutNumbers } from './dynamic-names.js';
import { quoted } from './found.js';
import { inOrder, type KnownEvent, knownEvents } from './known-events.js';
import { compareNames, squash, wordsOf } from './spelling.js';

/** What is known of the name of an event. */
export interface NamedEvent {
  /** The event of a vocabulary that has its properties. */
  readonly known: KnownEvent | undefined;
  readonly problems: readonly Problem[];
}

const MAX_NAMES = 2_000;
const MAX_NAME_CHARACTERS = 120;
const UNKNOWN: NamedEvent = { known: undefined, problems: [] };

/** Events that were named, so that a name is looked at once. */
export class EventNames {
  readonly #names = new Map<string, NamedEvent>();

  find(name: string): NamedEvent {
    const seen = this.#names.get(name);
    if (seen !== undefined) return seen;
    if (name.length > MAX_NAME_CHARACTERS) return UNKNOWN;
    const named = identify(name);
    if (this.#names.size >= MAX_NAMES) this.#names.clear();
    this.#names.set(name, named);
    return named;
  }
}

function identify(name: string): NamedEvent {
  const { byName, bySquashed, byWords, older } = knownEvents();
  const exact = byName.get(name);
  if (exact !== undefined) return { known: exact, problems: [] };
  const squashed = squash(name);
  const written = bySquashed.get(squashed);
  if (written !== undefined)
    return { known: written, problems: [misspelt(name, written, 'warning')] };
  const old = older.get(squashed);
  if (old !== undefined) return { known: old.past, problems: [legacy(name, old.current)] };
  const dynamic = dynamicName(name);
  if (dynamic !== undefined) return { known: undefined, problems: [dynamic] };
  const words = wordsOf(name);
  const ordered = byWords.get(inOrder(words));
  if (ordered !== undefined) return { known: ordered, problems: [misspelt(name, ordered, 'hint')] };
  return { known: undefined, problems: nearest(name, words) };
}

function misspelt(
  name: string,
  { event, vocabulary }: KnownEvent,
  level: Problem['level'],
): Problem {
  return {
    level,
    code: 'event_misspelt',
    path: 'event',
    text: `${quoted(name)} is ${quoted(event.name)} in the vocabulary ${vocabulary}, and names are compared letter by letter: use that one, if it was meant.`,
    suggestion: event.name,
  };
}

function legacy(name: string, { event }: KnownEvent): Problem {
  return {
    level: 'hint',
    code: 'event_legacy',
    path: 'event',
    text: `${quoted(name)} is the older name of ${quoted(event.name)}: use the new one.`,
    suggestion: event.name,
  };
}

function dynamicName(name: string): Problem | undefined {
  const { bySquashed } = knownEvents();
  const known = bySquashed.get(squash(withoutNumbers(name)));
  const part = dynamicPart(name) ?? (known === undefined ? undefined : /\d+/.exec(name)?.[0]);
  if (part === undefined) return undefined;
  return {
    level: 'hint',
    code: 'event_dynamic',
    path: 'event',
    text: `The event's name ${quoted(name)} has a value in it, so that every value makes an event of its own: move ${quoted(part)} into a property.`,
    ...(known === undefined ? {} : { suggestion: known.event.name }),
  };
}

/** The event that differs in one word, by a slip. Its properties are not checked: it may be another after all. */
function nearest(name: string, words: readonly string[]): readonly Problem[] {
  for (const known of knownEvents().all) {
    const how = compareNames(words, known.words);
    if (how === 'other' || how === 'same') continue;
    return [misspelt(name, known, how === 'typo' ? 'warning' : 'hint')];
  }
  return [];
}
