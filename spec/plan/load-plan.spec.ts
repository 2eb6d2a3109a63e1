import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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

  it('says where it was looked for', () => {
    expect(errorOf(() => loadPlan('plans/missing.yaml')).message).toContain(
      resolve('plans/missing.yaml'),
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
      'sources',
      'rules[0].type',
      'rules[0].jsonSchema',
    ]);
    expect(error.message).toMatch(
      /^name must be a text that is not empty; found .*\(and 3 more\)$/,
    );
  });

  it('is told of everything at once, in the order of the plan', () => {
    const document = {
      name: 'Shop',
      rulez: [],
      connections: [{ sourceId: '' }],
      rules: [
        anEventRule({ a: { type: 'sting' }, b: { $ref: '#/nowhere' } }, {}, { version: 0 }),
        anEventRule({}, {}, { key: 'Seen' }),
        anEventRule({ a: { minimum: 'x' } }, {}, { key: 'Seen' }),
        { type: 'TRACK', jsonSchema: { $schema: 'other', required: 1 } },
        { type: 'TRACK', jsonSchema: { $ref: '#' } },
      ],
      transformations: [
        { name: 'A', sourceId: 's', enabled: true, if: 'event =' },
        { name: 'B', sourceId: 's', enabled: true, if: 'event =', hash: 1 },
      ],
    };

    expect(errorOf(() => loadPlan(document as never)).problems.map(({ path }) => path)).toEqual([
      'rulez',
      'rules[0].version',
      'rules[0].jsonSchema.properties.properties.properties.a.type',
      'rules[0].jsonSchema.properties.properties.properties.b.$ref',
      'rules[2].jsonSchema.properties.properties.properties.a.minimum',
      'rules[2]',
      'rules[3].key',
      'rules[3].jsonSchema.$schema',
      'rules[3].jsonSchema.required',
      'rules[4].key',
      'rules[4].jsonSchema.$ref',
      'connections[0].sourceId',
      'transformations[0].if',
      'transformations[1].hash',
    ]);
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
