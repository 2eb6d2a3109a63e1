import { describe, expect, it } from '@jest/globals';
import { blocks } from '../../lib/vocab/block.js';
import { vocabularies } from '../../lib/vocab/vocabulary.js';
import { vocabularyFacts as facts } from '../support/vocabulary-facts.js';

describe('the blocks', () => {
  it('are nineteen, as they are known', () => {
    expect(blocks()).toHaveLength(19);
    expect(blocks()).toEqual(facts.blocks);
  });

  it('name vocabularies and events that exist', () => {
    const ids = ['any', ...vocabularies().map(({ id }) => id)];
    const names = vocabularies().flatMap(({ events }) => events.map(({ name }) => name));
    expect(ids).toEqual(expect.arrayContaining(blocks().flatMap(({ industries }) => industries)));
    const parts = blocks().flatMap(({ collect }) => collect);
    expect(names).toEqual(expect.arrayContaining(parts.flatMap(({ events = [] }) => events)));
  });

  it('can be changed by nobody', () => {
    expect(Object.isFrozen(blocks()[0]?.collect)).toBe(true);
  });
});
