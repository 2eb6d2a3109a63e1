import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { adviseOn } from '../../lib/plan/advice/advice.js';
import { MAX_RULES } from '../../lib/plan/check-document.js';
import type { PlanDocument } from '../../lib/plan/document.js';
import { FUNCTIONS } from '../../lib/plan/fql-functions.js';
import { MAX_ENUM_LENGTH, MAX_ENUM_VALUES } from '../../lib/plan/keywords.js';
import { loadPlan, MAX_PLAN_BYTES } from '../../lib/plan/load-plan.js';
import { parseSource } from '../../lib/plan/source-text.js';
import { codeIn, rowsOf } from '../support/documents.js';

const reference = readFileSync('docs/reference/plan-file.md', 'utf8');

describe('docs/reference/plan-file.md', () => {
  const [, example = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(reference) ?? [];

  it('begins with a plan that is sound, and that there is nothing to say of', () => {
    const plan = loadPlan(parseSource(example, 'plan.yaml') as PlanDocument);
    plan.prepare();
    expect(adviseOn(plan, 0)).toEqual([]);
    expect(plan.rules).toHaveLength(3);
  });

  it('has every field', () => {
    const source = readFileSync('lib/plan/document.ts', 'utf8');
    const fields = [...source.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name = '']) => name);
    expect(fields).toContain('jsonSchema');
    const documented = codeIn(reference).flatMap((code) => code.split('.'));
    expect(fields.filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('has every function of expressions', () => {
    const documented = codeIn(reference).map((code) => code.replace(/\(.*/, ''));
    expect(documented).toEqual(expect.arrayContaining([...FUNCTIONS.keys()]));
  });

  it('has the limits that hold', () => {
    const numbers = (reference.match(/\d[\d,]*/g) ?? []).map((text) =>
      Number(text.replaceAll(',', '')),
    );
    const limits = [MAX_PLAN_BYTES, MAX_RULES, MAX_ENUM_VALUES, MAX_ENUM_LENGTH];
    expect(numbers).toEqual(expect.arrayContaining(limits));
    const [row] = rowsOf(reference).filter(([what]) => what === 'a file');
    expect(row?.[1]).toBe(`${MAX_PLAN_BYTES.toLocaleString('en')} bytes`);
  });

  it.each([
    ['draft-04', { $schema: 'http://json-schema.org/draft-04/schema#' }],
    ['at most maximum', { properties: { total: { minimum: 5, maximum: 1 } } }],
    ['of type integer alone', { properties: { state: { type: 'string', enum: [1, 2] } } }],
    ['nothing is fetched', { $ref: 'https://example.com/address.json' }],
    ['lead back to itself', { definitions: { loop: { $ref: '#/definitions/loop' } } }],
  ])('quotes the error: %s', (words, jsonSchema) => {
    const rule = { type: 'TRACK', key: 'Order Completed', jsonSchema } as const;
    const example = codeIn(reference).find((code) => code.includes(words)) ?? '';
    const [expectation = 'no example'] = /must be .*/.exec(example) ?? [];
    expect(() => loadPlan({ name: 'P', rules: [rule] })).toThrow(expectation);
  });
});
