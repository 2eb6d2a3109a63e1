import { VOCABULARY_LINES } from './data.js';
import { freezeAll } from './freeze.js';
import { type PropertySchema, SchemaTable, type WrittenSchema } from './schema.js';

/** The events of an industry, or of a kind of tool. */
export interface Vocabulary {
  /** Such as `ecommerce-v2`. */
  readonly id: string;
  readonly title: string;
  /** Who sends its events: programs of an industry, tools that feed the pipeline, or the platform itself. */
  readonly kind: 'industry' | 'cloud' | 'platform';
  /** Whether another has taken its place, which `supersededBy` names by its id. */
  readonly isLegacy: boolean;
  readonly supersededBy?: string | undefined;
  /** Whether servers translate its names for destinations. */
  readonly isMapped: boolean;
  /** What its events are about, in the order in which users come across them. */
  readonly groups: readonly string[];
  /** What each product of it should have. */
  readonly keyProperties: readonly string[];
  readonly notes: readonly string[];
  readonly events: readonly VocabularyEvent[];
}

export interface VocabularyEvent {
  /** Exactly as it is sent: case and spaces count. */
  readonly name: string;
  /** The id of its vocabulary. */
  readonly vocabulary: string;
  readonly call: 'track' | 'page' | 'screen';
  readonly group: string;
  /** When it is sent. */
  readonly when: string;
  /** Older names for the same. */
  readonly aliases: readonly string[];
  /** The paths that it is useless without. Those that begin with `context.` are in the context. */
  readonly required: readonly string[];
  /** What it should always have. */
  readonly expected: readonly string[];
  /** What it has under circumstances. Everything that none of the three names is recommended. */
  readonly optional: readonly string[];
  /** What its properties look like. Any others may stand beside them. */
  readonly schema: PropertySchema;
  /** What it has in the context, beside what every message may have. */
  readonly contextSchema?: PropertySchema | undefined;
  /** What texts and numbers stand for, by their paths, where `$` is an item of a list: `products.$.price`. */
  readonly formatHints: Readonly<Record<string, FormatHint>>;
  /** Properties that documents show and don't describe. */
  readonly exampleOnly: readonly string[];
  /** What a property means where it is left out. */
  readonly defaults: Readonly<Record<string, string>>;
  /** The mobile libraries that send it by themselves. */
  readonly autoCollectedBy: readonly string[];
  readonly notes: readonly string[];
}

/** What a text or a number stands for. */
export type FormatHint =
  | 'iso4217'
  | 'uri'
  | 'decimal-money'
  | 'iso8601'
  | 'email'
  | 'phone'
  | 'seconds'
  | 'kbps'
  | 'fps'
  | 'percent-0-100'
  | 'unit-unspecified';

/** The ten industry vocabularies, the legacy one included. They are read when first asked for, and frozen. */
export function vocabularies(): readonly Vocabulary[] {
  known ??= freezeAll(readVocabularies());
  return known;
}

let known: readonly Vocabulary[] | undefined;

/** A line of the data: the head of a vocabulary, or one of its events. What is empty is left out. */
type Line = HeadLine | EventLine;
type HeadLine = Partial<Omit<Vocabulary, 'id'>> &
  Pick<Vocabulary, 'title' | 'kind' | 'groups'> & { readonly vocabulary: string };
type EventLine = Partial<Omit<VocabularyEvent, 'schema' | 'contextSchema' | 'vocabulary'>> &
  Pick<VocabularyEvent, 'name' | 'group' | 'when'> & {
    readonly vocabulary?: undefined;
    readonly adds?: readonly WrittenSchema[];
    readonly schema: number;
    readonly contextSchema?: number;
  };

function readVocabularies(): readonly Vocabulary[] {
  const schemas = new SchemaTable();
  const read: (Vocabulary & { readonly events: VocabularyEvent[] })[] = [];
  for (const text of VOCABULARY_LINES.trim().split('\n')) {
    const line = JSON.parse(text) as Line;
    if (line.vocabulary !== undefined) read.push({ ...vocabularyOf(line), events: [] });
    else {
      const current = read.at(-1);
      current?.events.push(eventOf(line, { vocabulary: current.id, schemas }));
    }
  }
  return read;
}

function vocabularyOf({ vocabulary: id, ...line }: HeadLine): Vocabulary {
  const { isLegacy = false, isMapped = false, keyProperties = [], notes = [] } = line;
  return { ...line, id, isLegacy, isMapped, keyProperties, notes, events: [] };
}

/** What an event has where its line says nothing. */
const PLAIN: Pick<
  VocabularyEvent,
  | 'call'
  | 'aliases'
  | 'required'
  | 'expected'
  | 'optional'
  | 'formatHints'
  | 'exampleOnly'
  | 'defaults'
  | 'autoCollectedBy'
  | 'notes'
> = {
  call: 'track',
  aliases: [],
  required: [],
  expected: [],
  optional: [],
  formatHints: {},
  exampleOnly: [],
  defaults: {},
  autoCollectedBy: [],
  notes: [],
};

function eventOf(
  { adds = [], schema, contextSchema, ...line }: EventLine,
  { vocabulary, schemas }: { readonly vocabulary: string; readonly schemas: SchemaTable },
): VocabularyEvent {
  schemas.add(adds);
  return {
    ...PLAIN,
    ...line,
    vocabulary,
    schema: schemas.get(schema),
    ...(contextSchema === undefined ? {} : { contextSchema: schemas.get(contextSchema) }),
  };
}
