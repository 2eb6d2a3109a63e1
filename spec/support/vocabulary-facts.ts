import { readFileSync } from 'node:fs';

/** What is known of the vocabularies: what everything in lib/vocab/ is made of. */
export interface VocabularyFacts {
  readonly counts: {
    readonly vocabularies: number;
    readonly events: number;
    readonly byVocabulary: Readonly<Record<string, number>>;
  };
  readonly vocabularies: readonly FactsOfVocabulary[];
  readonly blocks: readonly unknown[];
}

export interface FactsOfVocabulary {
  readonly id: string;
  readonly title: string;
  readonly deprecated?: boolean;
  readonly groups: readonly string[];
  readonly events: readonly FactsOfEvent[];
}

export interface FactsOfEvent {
  readonly name: string;
  readonly call: string;
  readonly aliases?: readonly string[];
  readonly requirement: Readonly<Record<'required' | 'expected' | 'optional', readonly string[]>>;
  readonly schema: FactsOfSchema;
  readonly contextSchema?: FactsOfSchema;
  readonly formatHints?: Readonly<Record<string, string>>;
  readonly notes?: readonly string[];
}

export interface FactsOfSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly properties?: Readonly<Record<string, FactsOfSchema>>;
  readonly items?: FactsOfSchema;
}

export const vocabularyFacts = JSON.parse(
  readFileSync('scripts/vocab/events.json', 'utf8'),
) as VocabularyFacts;
