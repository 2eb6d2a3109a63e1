import { type Property, parseProperties } from './property.js';
import { VOCABULARY_LINES } from './vocabulary-data.js';

/** The events of an industry or a kind of tool. */
export interface Vocabulary {
  readonly id: string;
  readonly title: string;
  /** Whether another has taken its place. */
  readonly isLegacy: boolean;
  readonly events: readonly VocabularyEvent[];
}

export interface VocabularyEvent {
  readonly name: string;
  /** The id of its vocabulary. */
  readonly vocabulary: string;
  readonly call: 'track' | 'page' | 'screen';
  /** Older names for the same. */
  readonly aliases: readonly string[];
  /** What it is useless without. */
  readonly required: readonly string[];
  /** What it should always have. */
  readonly expected: readonly string[];
  readonly properties: readonly Property[];
  /** What it has in the context, beside what all messages may have. */
  readonly context: readonly Property[];
}

/** The industry vocabularies. They are read when first asked for. */
export function vocabularies(): readonly Vocabulary[] {
  known ??= readVocabularies();
  return known;
}

let known: readonly Vocabulary[] | undefined;

/** A line of the data: the head of a vocabulary, or one of its events. */
interface Line {
  readonly vocabulary?: string;
  readonly title?: string;
  readonly isLegacy?: boolean;
  readonly name?: string;
  readonly call?: VocabularyEvent['call'];
  readonly aliases?: readonly string[];
  readonly required?: readonly string[];
  readonly expected?: readonly string[];
  readonly properties?: string;
  readonly context?: string;
}

function readVocabularies(): readonly Vocabulary[] {
  const read: (Vocabulary & { readonly events: VocabularyEvent[] })[] = [];
  for (const text of VOCABULARY_LINES.trim().split('\n')) {
    const line = JSON.parse(text) as Line;
    const { vocabulary: id, title = '', isLegacy = false } = line;
    if (id !== undefined) read.push({ id, title, isLegacy, events: [] });
    const current = read.at(-1);
    if (id === undefined && current !== undefined) current.events.push(eventOf(line, current.id));
  }
  return read;
}

function eventOf(line: Line, vocabulary: string): VocabularyEvent {
  const { name = '', call = 'track', aliases = [], required = [], expected = [] } = line;
  return {
    name,
    vocabulary,
    call,
    aliases,
    required,
    expected,
    properties: parseProperties(line.properties ?? ''),
    context: parseProperties(line.context ?? ''),
  };
}
