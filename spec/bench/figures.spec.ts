import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SCENARIOS } from '../../bench/scenarios.mjs';

// The page is made by `npm run bench -- --report docs/reference/figures.md`.
describe('docs/reference/figures.md', () => {
  const titles = readFileSync('docs/reference/figures.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('## '))
    .map((line) => line.slice(3));

  it.each(Object.entries(SCENARIOS))('has a section of the scenario %s', (_name, { title }) => {
    // The number of rounds may follow.
    const sections = titles.filter((one) => one === title || one.startsWith(`${title} (`));
    expect([title, sections.length]).toEqual([title, 1]);
  });
});
