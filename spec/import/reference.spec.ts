import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as importing from '../../lib/import/index.js';
import { reference } from '../support/documents.js';
import { membersOf } from '../support/members-of.js';

const page = reference('import');

describe('docs/reference/import.md', () => {
  it.each([
    ['import-options', 'ImportOptions'],
    ['import-options', 'LostRecord'],
    ['import-report', 'ImportReport'],
    ['import-report', 'ImportAccount'],
    ['read-options', 'ReadOptions'],
    ['read-options', 'SourceProgress'],
    ['record', 'Position'],
    ['record', 'ImportRecord'],
    ['csv-mapping', 'CsvMapping'],
    ['csv-mapping', 'CsvColumn'],
  ])('has every field of %s: %s', (file, name) => {
    const members = membersOf(`lib/import/${file}.ts`, name);

    expect(members.length).toBeGreaterThan(0);
    expect(
      members.filter((member) => !new RegExp(`\`[^\`]*\\b${member}\\b[^\`]*\``).test(page)),
    ).toEqual([]);
  });

  it('has every export, and every problem', () => {
    const source = readFileSync('lib/import/index.ts', 'utf8');
    const names = [...source.matchAll(/\b[A-Za-z]+(?=[,\s]+(?:\}|type|[A-Za-z]))/g)].map(
      ([name]) => name,
    );
    const exported = [...Object.keys(importing), ...names.filter((name) => /^[A-Z]/.test(name))];
    const record = readFileSync('lib/import/record.ts', 'utf8');
    const [, kinds = ''] = /export type ProblemKind =([^;]*);/.exec(record) ?? [];
    const problems = [...kinds.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? '');

    expect(exported.length).toBeGreaterThan(20);
    expect(problems.length).toBeGreaterThan(6);
    expect([...exported, ...problems].filter((name) => !page.includes(name))).toEqual([]);
  });
});
