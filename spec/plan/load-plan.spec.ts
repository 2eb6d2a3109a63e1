import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../lib/plan/load-plan.js';
import { PlanError } from '../../lib/plan/plan-error.js';
import { aDocument, anEventRule, problemsOf } from './a-plan.js';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

function aFile(name: string, text: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function errorOf(load: () => unknown): PlanError {
  try {
    load();
  } catch (error) {
    if (error instanceof PlanError) return error;
  }
  throw new Error('It was loaded.');
}

describe('a plan from a file', () => {
  const yaml = `name: Shop
rules:
  - type: TRACK
    key: Seen
    jsonSchema:
      properties:
        properties:
          properties: { day: { const: 2026-01-31 }, no: { type: string } }
`;

  it('may be YAML, where a day is a text and no is a name', () => {
    const plan = loadPlan(aFile('plan.yaml', yaml));

    expect(plan.name).toBe('Shop');
    const message = { type: 'track', event: 'Seen', properties: { day: '2026-01-31', no: 'x' } };
    expect(plan.verdict(message)).toMatchObject({ violations: [], unplanned: [] });
  });

  it('may be JSON, with a byte order mark, too', () => {
    const text = `\uFEFF${JSON.stringify(aDocument(anEventRule({})))}`;

    expect(loadPlan(aFile('plan.json', text)).rules).toHaveLength(1);
  });

  it('is the same as the object that it has', () => {
    const document = aDocument(anEventRule({ a: { type: 'string' } }));

    expect(loadPlan(aFile('same.json', JSON.stringify(document))).document).toEqual(document);
  });

  it.each<readonly [string, string, string]>([
    ['no.yaml', 'name: Shop\nrules: ]', ':2: The file is no YAML: '],
    ['twice.yaml', 'name: Shop\nname: Other', ':2: The file is no YAML: duplicated mapping key'],
    ['two.yaml', 'name: A\n---\nname: B\n', ': The file is no YAML: expected a single document'],
    ['image.yaml', '\uFFFDPNG\r\n\0\0', ':1: The file is no YAML: null byte is not allowed'],
    ['no.json', '{\n  "name": "Shop",\n}', ':3: The file is no JSON: '],
    ['ends.json', '{\n  "name": ', ':2: The file is no JSON: '],
    ['empty.yaml', '', ':1: the plan must be an object'],
    ['shop.yaml', yaml.replace('TRACK', 'TRAK'), ':3: rules[0].type (TRAK "Seen") must be one of'],
    [
      'deep.yaml',
      yaml.replace('string', 'sting'),
      ':8: rules[0].jsonSchema.properties.properties.properties.no.type (TRACK "Seen") must be one of string, number',
    ],
    [
      'line.json',
      JSON.stringify(
        { name: 'x', rules: [{ type: 'TRACK', key: 1, jsonSchema: {} }] },
        undefined,
        1,
      ),
      ':6: rules[0].key (TRACK) must be a text; found the number 1.',
    ],
    ['more.yaml', `${yaml}extra: 1\nrule: []`, ':9: extra must be a member that plans have'],
  ])('is refused with its line: %s', (name, text, expected) => {
    const file = aFile(name, text);

    expect(errorOf(() => loadPlan(file)).message.startsWith(`${file}${expected}`)).toBe(true);
  });

  it('says that it is not there', () => {
    const file = join(folder, 'missing.yaml');

    expect(errorOf(() => loadPlan(file)).message).toMatch(
      /missing\.yaml: The file can't be read: .*ENOENT/,
    );
  });

  it('is not read where it is huge', () => {
    const file = aFile('huge.json', Buffer.alloc(15_000_001, ' '));

    expect(errorOf(() => loadPlan(file)).message).toMatch(/has 15000001 bytes; a plan has up to/);
  });

  it('does not hang on aliases that have themselves inside', () => {
    const circle = aFile(
      'circle.yaml',
      'name: x\nrules:\n - &r {type: TRACK, key: k, jsonSchema: &s {properties: {a: *s}}}',
    );

    expect(errorOf(() => loadPlan(circle)).message).toMatch(
      /found more, or one that has itself inside/,
    );
  });

  it('does not hang on aliases that multiply', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) =>
        `  - &l${level} {anyOf: [${level === 0 ? '{type: string}' : `*l${level - 1}, *l${level - 1}`}]}`,
    );
    const text = `x-levels:\n${levels.join('\n')}\nname: x\nrules:\n - {type: TRACK, key: k, jsonSchema: *l29}`;

    expect(errorOf(() => loadPlan(aFile('laughs.yaml', text))).message).toMatch(/50000 parts/);
  });
});

describe('a plan that is wrong', () => {
  it('says everything that is wrong, the first thing in its text', () => {
    const error = errorOf(() => loadPlan({ name: '', rules: [{}], sources: [] } as never));

    expect(error).toMatchObject({ code: 'invalid-plan', name: 'PlanError' });
    expect(error.problems.map(({ path }) => path)).toEqual([
      'name',
      'rules[0].type',
      'rules[0].jsonSchema',
      'sources',
    ]);
    expect(error.message).toMatch(
      /^name must be a text that is not empty; found .*\(and 3 more\)$/,
    );
  });

  it.each<readonly [unknown, string]>([
    [undefined, 'the plan must be an object'],
    [[], 'the plan must be an object'],
    [{ name: 'x' }, 'rules must be there; found nothing.'],
    [{ name: 'x', rules: {} }, 'rules must be a list; found an object.'],
    [
      { name: 'x', rules: [{ type: 'TRACK', jsonSchema: {} }] },
      'rules[0].key (TRACK) must be the name of an event; found nothing.',
    ],
    [
      { name: 'x', rules: [{ type: 'COMMON', key: 'y', jsonSchema: {} }] },
      'rules[0].key (COMMON "y") must be left out for a rule of COMMON',
    ],
    [
      { name: 'x', rules: [anEventRule({}, {}, { version: 0 })] },
      'rules[0].version (TRACK "An Event") must be a whole number from 1',
    ],
    [
      { name: 'x', rules: [anEventRule({}), anEventRule({})] },
      'rules[1] (TRACK "An Event") must be the only rule for its messages',
    ],
    [{ name: 'x', rules: [], rulez: [] }, 'rulez must be a member that plans have, perhaps rules'],
    [{ name: 'x', id: 'abc', rules: [] }, 'id must be a text that begins with tp_'],
    [
      { name: 'x', rules: [], connections: [{ settings: {} }] },
      'connections[0].sourceId must be there',
    ],
    [
      {
        name: 'x',
        rules: [],
        connections: [{ sourceId: 's', settings: { track: { allowUnplannedEvents: 'no' } } }],
      },
      'connections[0].settings.track.allowUnplannedEvents must be true or false; found a string.',
    ],
    [{ name: 'x', rules: [], createdAt: 'yesterday' }, 'createdAt must be a time in ISO 8601'],
  ])('says what and where: %j', (document, expected) => {
    const problems = problemsOf(() => loadPlan(document as never));

    expect(problems.some((problem) => problem.startsWith(expected))).toBe(true);
  });

  it('may have members of a team whose names begin with x-', () => {
    const rule = { ...anEventRule({}), 'x-ticket': 'SHOP-1' };

    expect(problemsOf(() => loadPlan({ ...aDocument(rule), 'x-owner': 'me' } as never))).toEqual(
      [],
    );
  });
});

describe('the schema of a rule that is wrong', () => {
  const at = 'rules[0].jsonSchema';
  const bag = `${at}.properties.properties`;

  it.each<readonly [object, string]>([
    [
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      `${at}.$schema (TRACK "x") must be http://json-schema.org/draft-07/schema# or`,
    ],
    [{ type: 'text' }, `${at}.type (TRACK "x") must be one of string, number`],
    [{ required: 'a' }, `${at}.required (TRACK "x") must be a list of names; found a string.`],
    [
      { properties: { a: 'string' } },
      `${at}.properties.a (TRACK "x") must be a schema: an object, true or false; found a string.`,
    ],
    [
      { properties: [] },
      `${at}.properties (TRACK "x") must be an object of schemas; found an array.`,
    ],
    [{ anyOf: [] }, `${at}.anyOf (TRACK "x") must be a list of schemas`],
    [{ enum: [] }, `${at}.enum (TRACK "x") must be a list of values`],
    [
      { enum: Array.from({ length: 10_001 }, (_, index) => index) },
      'must be a list of up to 10000 values',
    ],
    [{ enum: ['x'.repeat(300_000)] }, '262144 characters: use a pattern, or no limit'],
    [{ minimum: '1' }, `${at}.minimum (TRACK "x") must be a number; found a string.`],
    [{ minLength: -1 }, `${at}.minLength (TRACK "x") must be a whole number from 0`],
    [{ multipleOf: 0 }, `${at}.multipleOf (TRACK "x") must be a number above 0`],
    [{ pattern: '(?=a)b' }, `${at}.pattern (TRACK "x") must be a pattern that RE2 has`],
    [{ pattern: '(a)\\1' }, 'invalid escape sequence'],
    [{ pattern: '[' }, 'missing closing ]'],
    [
      { patternProperties: { '(?!a)': {} } },
      `${at}.patternProperties (TRACK "x") must be a pattern that RE2 has`,
    ],
    [
      { properties: { properties: { minimum: 3, maximum: 2 } } },
      `${bag}.minimum (TRACK "x") must be at most maximum, which is 2; found 3.`,
    ],
    [
      { properties: { properties: { required: ['a'], properties: { a: false } } } },
      `${bag}.required[0] (TRACK "x") must be a property that is not forbidden; found "a".`,
    ],
    [
      {
        properties: {
          properties: { required: ['a'], additionalProperties: false, properties: {} },
        },
      },
      'must be one of the properties, since additionalProperties is false',
    ],
    [
      { properties: { properties: { type: 'string', enum: [1, 2] } } },
      `${bag}.enum (TRACK "x") must be values of type string; found values of type integer alone.`,
    ],
    [
      { properties: { properties: { type: 'string', const: 1 } } },
      `${bag}.const (TRACK "x") must be of type string; found integer.`,
    ],
    [
      { $ref: '#/definitions/a' },
      `${at}.$ref (TRACK "x") must be a reference to a schema that is there; found "#/definitions/a".`,
    ],
    [{ $ref: 'https://example.com/schema.json' }, 'nothing is fetched'],
    [{ $ref: '#' }, 'must be a reference that does not lead back to itself for the same value'],
    [
      {
        $ref: '#/definitions/a',
        definitions: {
          a: { anyOf: [{ $ref: '#/definitions/b' }] },
          b: { not: { $ref: '#/definitions/a' } },
        },
      },
      'which does',
    ],
    [
      {
        $ref: '#/definitions/node',
        definitions: {
          node: {
            oneOf: [
              { properties: { child: { $ref: '#/definitions/node' } } },
              { required: ['x'], properties: { child: { $ref: '#/definitions/node' } } },
            ],
          },
        },
      },
      'must be a schema that refers back to itself by one of its parts at most; found 2 that do',
    ],
    [
      {
        $ref: '#/definitions/d0',
        definitions: Object.fromEntries(
          Array.from({ length: 20_000 }, (_, index) => [
            `d${index}`,
            { $ref: `#/definitions/d${index + 1}` },
          ]).concat([['d20000', {}]] as never),
        ),
      },
      'must be a chain of up to 500 references',
    ],
    [
      { properties: { a: { $anchor: 'x' }, b: { $anchor: 'x' } } },
      'must be a name that no other part',
    ],
    [{ $async: true }, `${at}.$async (TRACK "x") must be left out`],
    [{ $dynamicRef: '#a' }, 'must be left out: use $ref'],
    [{ dependentRequired: { a: 5 } }, 'an object of lists of names'],
    [{ pattern: '(?:a{99}){99}' }, `${at}.pattern (TRACK "x") must be a pattern that RE2 has`],
    [{ $ref: '#/definitions/%zz' }, 'to a schema that is there'],
  ])('is refused with rule and path: %j', (jsonSchema, expected) => {
    const document = { name: 'x', rules: [{ type: 'TRACK', key: 'x', jsonSchema }] };
    const problems = problemsOf(() => loadPlan(document as never));

    expect(problems[0]).toContain(expected);
  });

  it.each<readonly [object]>([
    [
      {
        $ref: '#/definitions/tree',
        definitions: {
          tree: { properties: { children: { items: { $ref: '#/definitions/tree' } } } },
        },
      },
    ],
    [{ properties: { self: { $ref: '#' } } }],
    [
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $defs: { a: { $anchor: 'here' } },
        $ref: '#here',
      },
    ],
    [{ id: '/properties/x', labels: { team: 'shop' }, 'made-up': 1, format: 'made-up' }],
    [{ type: ['string', 'null'], enum: ['a', null] }],
    [{ type: 'number', enum: [1, 2.5] }],
    [{ nullable: true, formatMinimum: 1, labels: { $id: 'a' }, 'x-b': { $id: 'a' } }],
    [
      {
        eventMetadata: { name: 'x', type: 'track' },
        properties: { a: { type: 'string' }, b: { $ref: '#/properties/a' }, self: { $ref: '#' } },
      },
    ],
    [{ required: ['a'], additionalProperties: false, patternProperties: { '^a': {} } }],
  ])('is fine: %j', (jsonSchema) => {
    const plan = loadPlan({ name: 'x', rules: [{ type: 'TRACK', key: 'x', jsonSchema }] } as never);

    expect(() => plan.prepare()).not.toThrow();
    expect(() => plan.verdict({ type: 'track', event: 'x', self: {} })).not.toThrow();
  });
});
