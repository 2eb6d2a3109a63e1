import { type VocabularyEvent, vocabularies } from 'waybill/vocab';
import { eventContext, eventProperties } from './event-properties.js';
import type { Property } from './property.js';
import { CONTEXT, CONTEXT_FIELDS, EVENT_PROPERTIES } from './reserved.js';
import { type Shape, shapeOf } from './shape.js';
import { squash, wordsOf } from './spelling.js';

/** An event of a vocabulary, ready for checking. */
export interface KnownEvent {
  readonly event: VocabularyEvent;
  /** The title of its vocabulary. */
  readonly vocabulary: string;
  readonly words: readonly string[];
  readonly properties: Shape;
  readonly context: Shape;
}

/** A name that is an older one. */
export interface OlderName {
  /** What to use now. */
  readonly current: KnownEvent;
  /** What it had: of the vocabulary of its time, if that is known. */
  readonly past: KnownEvent;
}

/** The events that `track` sends, by their names. */
export interface KnownEvents {
  readonly all: readonly KnownEvent[];
  readonly byName: ReadonlyMap<string, KnownEvent>;
  /** Without case and spaces. */
  readonly bySquashed: ReadonlyMap<string, KnownEvent>;
  /** By its words in the order of the alphabet. */
  readonly byWords: ReadonlyMap<string, KnownEvent>;
  /** Without case and spaces as well. */
  readonly older: ReadonlyMap<string, OlderName>;
}

/** They are put together when first asked for. */
export function knownEvents(): KnownEvents {
  known ??= collect();
  return known;
}

let known: KnownEvents | undefined;

function collect(): KnownEvents {
  const all = vocabularies().flatMap(({ title, isLegacy, events }) =>
    events.filter(({ call }) => call === 'track').map((event) => ({ title, isLegacy, event })),
  );
  const current = all
    .filter(({ isLegacy }) => !isLegacy)
    .map(({ title, event }) => new LazyEvent(event, title));
  const legacy = new Map<string, KnownEvent>(
    all
      .filter(({ isLegacy }) => isLegacy)
      .map(({ title, event }) => [event.name, new LazyEvent(event, title)]),
  );
  const older = current.flatMap((event) =>
    event.event.aliases.map((alias): [string, OlderName] => [
      squash(alias),
      { current: event, past: legacy.get(alias) ?? event },
    ]),
  );
  return {
    all: current,
    byName: new Map(current.map((event) => [event.event.name, event])),
    bySquashed: new Map(current.map((event) => [squash(event.event.name), event])),
    byWords: new Map(current.map((event) => [inOrder(event.words), event])),
    older: new Map(older),
  };
}

/** Words without their order, to be compared with those of others. */
export function inOrder(words: readonly string[]): string {
  return [...words].sort().join(' ');
}

/** Its shapes are put together when the first message of it comes: most events of the vocabularies never do. */
class LazyEvent implements KnownEvent {
  readonly words: readonly string[];
  #properties: Shape | undefined;
  #context: Shape | undefined;

  constructor(
    readonly event: VocabularyEvent,
    readonly vocabulary: string,
  ) {
    this.words = wordsOf(event.name);
  }

  get properties(): Shape {
    this.#properties ??= shapeOf(withOthers(eventProperties(this.event), EVENT_PROPERTIES), 'near');
    return this.#properties;
  }

  get context(): Shape {
    this.#context ??= contextShape(eventContext(this.event));
    return this.#context;
  }
}

function contextShape(own: readonly Property[]): Shape {
  return own.length === 0 ? CONTEXT : shapeOf(withOthers(CONTEXT_FIELDS, own), 'exact');
}

/** Those of the others that it lacks come after its own. */
function withOthers(own: readonly Property[], others: readonly Property[]): readonly Property[] {
  const paths = new Set(own.map(({ path }) => path));
  return [...own, ...others.filter(({ path }) => !paths.has(path))];
}
