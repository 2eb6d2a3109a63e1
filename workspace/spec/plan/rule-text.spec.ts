import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { SEEDED } from '../../../spec/support/seed.js';
import { withRule } from '../../lib/plan/rule-text.js';

const RULE = { type: 'TRACK', key: 'B: new', jsonSchema: { required: ['a'], properties: {} } };
const ADDED = `- type: TRACK
  key: "B: new"
  jsonSchema:
    required:
      - a
    properties: {}
`;

function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

describe('a rule that is added to YAML', () => {
  const FIRST = '- type: TRACK # kept\n  key: A\n';

  it.each([
    ['at the end', `rules:\n${FIRST}`, `rules:\n${FIRST}${ADDED}`],
    ['without a line end there', `rules:\n${FIRST.trimEnd()}`, `rules:\n${FIRST}${ADDED}`],
    [
      'before what follows',
      `# Ours\nname: 'x'\nrules:\n${FIRST}connections: [] # none\n`,
      `# Ours\nname: 'x'\nrules:\n${FIRST}${ADDED}connections: [] # none\n`,
    ],
    [
      'as far to the right as the others',
      `rules:\n${indented(FIRST, '    ')}`,
      `rules:\n${indented(FIRST, '    ')}${indented(ADDED, '    ')}`,
    ],
    [
      'behind an empty line, where there are some between the others',
      `rules:\n${FIRST}\n${FIRST}`,
      `rules:\n${FIRST}\n${FIRST}\n${ADDED}`,
    ],
    [
      'behind a comment at the end of the last line',
      'rules:\n- key: A # the last\n# of all\nname: x\n',
      `rules:\n- key: A # the last\n${ADDED}# of all\nname: x\n`,
    ],
    [
      'behind a text of several lines',
      'rules:\n- key: |\n    A\n    B\nname: x\n',
      `rules:\n- key: |\n    A\n    B\n${ADDED}name: x\n`,
    ],
    [
      'between brackets',
      'rules: [{ key: A }] # short\n',
      `rules: [{ key: A }, ${JSON.stringify(RULE)}] # short\n`,
    ],
    ['as the first', 'rules: []\n', `rules: [${JSON.stringify(RULE)}]\n`],
  ])('comes %s', (_where, before, after) => {
    expect(withRule(before, 'plan.yaml', RULE)).toBe(after);
  });

  it('has the line ends of the file', () => {
    const before = 'rules:\r\n- key: A\r\n';
    expect(withRule(before, 'plan.yml', RULE)).toBe(`${before}${ADDED.replaceAll('\n', '\r\n')}`);
  });

  it.each([['rules: *other\n'], ['- a list\n'], ['name: x\n'], ['rules: [\n']])(
    'is none where that can not be: %j',
    (text) => {
      expect(withRule(text, 'plan.yaml', RULE)).toBeUndefined();
    },
  );

  it.each(['\u00A0', '\u2003', '\uFEFF', '\n', 'a\n\n', ' '])(
    'ends with %j, where that is in it',
    (text) => {
      const after = withRule('rules:\n- key: A\n', 'plan.yaml', { key: [text] }) ?? '';
      expect(load(after)).toEqual({ rules: [{ key: 'A' }, { key: [text] }] });
    },
  );

  it('leaves all else as it is, whatever the names in it are', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), texts, texts, (keys, key, name) => {
        const lines = keys.map((one) => `  - key: ${JSON.stringify(one)} # one\n`).join('');
        const before = `rules:\n${lines}name: ${JSON.stringify(name)}\n`;
        const after = withRule(before, 'plan.yaml', { key, [name]: [key] }) ?? '';
        const rules = [...keys.map((one) => ({ key: one })), { key, [name]: [key] }];
        expect(load(after)).toEqual({ rules, name });
        for (const line of before.split('\n')) expect(after).toContain(line);
      }),
      SEEDED,
    );
  });
});

describe('a rule that is added to JSON', () => {
  it.each([
    ['  ', '\n'],
    ['\t', ''],
    ['    ', '\n\n'],
  ])('is written with the indentation %j and the end %j of the file', (indentation, end) => {
    const text = (rules: readonly object[]): string =>
      `${JSON.stringify({ name: 'x', rules }, undefined, indentation)}${end}`;
    expect(withRule(text([{ key: 'A' }]), 'plan.json', RULE)).toBe(text([{ key: 'A' }, RULE]));
  });

  it('stays on one line where the file has one', () => {
    expect(withRule('\uFEFF{"rules":[]}', 'a.json', {})).toBe('\uFEFF{"rules":[{}]}');
  });

  it('is none where there are no rules', () => {
    expect(withRule('{}', 'plan.json', RULE)).toBeUndefined();
  });
});
