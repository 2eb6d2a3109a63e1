import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { vocabularies } from '../../lib/vocab/vocabulary.js';
import { vocabularyFacts as facts } from '../support/vocabulary-facts.js';

describe('the vocabularies', () => {
  const all = vocabularies();

  it('are ten, with 96 events', () => {
    const counts = Object.fromEntries(all.map(({ id, events }) => [id, events.length]));
    expect(counts).toEqual(facts.counts.byVocabulary);
    expect(all).toHaveLength(10);
    expect(all.flatMap(({ events }) => events)).toHaveLength(96);
    expect(facts.counts).toMatchObject({ vocabularies: 10, events: 96 });
  });

  it.each(facts.vocabularies)('have what is known of $title', ({ events, ...own }) => {
    const found = all.find(({ id }) => id === own.id);
    const { id, title, groups, deprecated: isLegacy = false } = own;
    expect(found).toMatchObject({ id, title, groups, isLegacy });
    for (const [index, event] of events.entries()) {
      const { requirement, aliases = [], formatHints = {}, notes = [], ...rest } = event;
      const { name, call, schema } = rest;
      const same = { name, call, schema, aliases, formatHints, notes, ...requirement };
      expect(found?.events[index]).toMatchObject({ ...same, vocabulary: id });
      expect(found?.events[index]?.contextSchema).toEqual(event.contextSchema);
    }
  });

  it('name the vocabulary that took the place of a legacy one', () => {
    expect(all.filter(({ isLegacy }) => isLegacy)).toMatchObject([
      { id: 'ecommerce-v1', supersededBy: 'ecommerce-v2' },
    ]);
  });

  it('are the same whenever they are asked for, and can be changed by nobody', () => {
    expect(vocabularies()).toBe(all);
    const [event] = all[0]?.events ?? [];
    for (const part of [all, all[0], event, event?.aliases, event?.schema.properties]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('are, with their types and their page, as the script writes them', () => {
    const check = ['scripts/vocab.mjs', '--check'];
    expect(() => execFileSync(process.execPath, check, { stdio: 'pipe' })).not.toThrow();
  });
});
