import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseProperties } from '../../lib/insight/property.js';
import { vocabularies } from '../../lib/insight/vocabulary.js';

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Facts {
  readonly counts: {
    readonly vocabularies: number;
    readonly events: number;
    readonly byVocabulary: Readonly<Record<string, number>>;
  };
  readonly vocabularies: readonly {
    readonly id: string;
    readonly title: string;
    readonly deprecated?: boolean;
    readonly events: readonly {
      readonly name: string;
      readonly call: string;
      readonly aliases?: readonly string[];
      readonly requirement: Readonly<Record<'required' | 'expected', readonly string[]>>;
      readonly schema: Schema;
      readonly contextSchema?: Schema;
      readonly formatHints?: Readonly<Record<string, string>>;
    }[];
  }[];
}

const facts = JSON.parse(readFileSync('scripts/vocab/events.json', 'utf8')) as Facts;

/** The properties of a schema with their types, by their paths. */
function typesIn(schema: Schema, prefix = ''): readonly (readonly [string, readonly string[]])[] {
  const fields = Object.entries(schema.properties ?? {});
  const inside = schema.items === undefined ? fields : [...fields, ['$', schema.items] as const];
  return inside.flatMap(([key, field]) => [
    [`${prefix}${key}`, [field.type ?? []].flat()] as const,
    ...typesIn(field, `${prefix}${key}.`),
  ]);
}

describe('the vocabularies', () => {
  const all = vocabularies();

  it('are the ten of the docs, with 96 events', () => {
    const counts = Object.fromEntries(all.map(({ id, events }) => [id, events.length]));
    expect(counts).toEqual(facts.counts.byVocabulary);
    expect(all).toHaveLength(10);
    expect(all.flatMap(({ events }) => events)).toHaveLength(96);
    expect(facts.counts).toMatchObject({ vocabularies: 10, events: 96 });
  });

  it.each(facts.vocabularies)(
    'have what is known of $title',
    ({ id, title, deprecated, events }) => {
      const found = all.find((vocabulary) => vocabulary.id === id);
      expect(found).toMatchObject({ title, isLegacy: deprecated ?? false });
      for (const [index, event] of events.entries()) {
        const own = found?.events[index];
        const { required, expected } = event.requirement;
        const { name, call, aliases = [] } = event;
        expect(own).toMatchObject({ name, call, aliases, required, expected, vocabulary: id });
        const types = (own?.properties ?? []).map(({ path, types }) => [path, types]);
        expect(types).toEqual(typesIn(event.schema));
        const context = (own?.context ?? []).map(({ path, types }) => [path, types]);
        expect(context).toEqual(typesIn(event.contextSchema ?? {}));
        const formats = (own?.properties ?? []).flatMap(({ path, format }) =>
          format === undefined ? [] : [[path, format]],
        );
        expect(Object.fromEntries(formats)).toEqual(event.formatHints ?? {});
      }
    },
  );

  it('have the texts that a property may be', () => {
    const event = all
      .flatMap(({ events }) => events)
      .find(({ name }) => name === 'Video Ad Started');
    const type = event?.properties.find(({ path }) => path === 'type');
    expect(type?.values).toEqual(['pre-roll', 'mid-roll', 'post-roll']);
  });

  it('are as the script writes them', () => {
    const check = ['scripts/vocab.mjs', '--check'];
    expect(() => execFileSync(process.execPath, check, { stdio: 'pipe' })).not.toThrow();
  });
});

describe('the notation of properties', () => {
  it('has types, a format and values', () => {
    expect(parseProperties('a b:number|null/seconds c=x|y\n  d:array d.$')).toEqual([
      { path: 'a', types: ['string'] },
      { path: 'b', types: ['number', 'null'], format: 'seconds' },
      { path: 'c', types: ['string'], values: ['x', 'y'] },
      { path: 'd', types: ['array'] },
      { path: 'd.$', types: ['string'] },
    ]);
  });
});
