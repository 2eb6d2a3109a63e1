import { join } from 'node:path/posix';
import { describe, expect, it } from '@jest/globals';
import { VERSION } from '../../../lib/message/version.js';
import { aProject } from '../migrate/a-project.js';
import { waybill } from '../waybill.js';

const GOOD = `name: Shop
rules:
  - type: TRACK
    key: Order Completed
    planning: { what: An order, why: [How many?], forWhom: [Finance], where: [Warehouses] }
    jsonSchema:
      eventMetadata: {}
      properties:
        order_id: { type: string, description: Its id. }
`;

function aFile(text: string, name = 'plan.yaml'): string {
  return join(aProject({ [name]: text }), name);
}

describe('waybill plan check', () => {
  it('exits with 0 where there is nothing to say', async () => {
    const file = aFile(GOOD);
    for (const flags of [[], ['--strict']]) {
      expect(await waybill('plan', 'check', file, ...flags)).toEqual({
        exitCode: 0,
        out: `${file} is sound, with 1 rule; there is nothing to add.\n`,
        complaints: '',
        progress: [],
      });
    }
  });

  it('gives advice with lines, and fails for it where it is strict', async () => {
    const file = aFile(GOOD.replace('Order Completed', 'order_completed'));
    const { exitCode, out } = await waybill('plan', 'check', file);
    expect(exitCode).toBe(0);
    expect(out).toBe(
      `${file}:2: hint event-style: Events are named in snake_case; Title Case is advised, as the industry vocabularies have it: "Order Completed".

${file} is sound, with 1 rule: 0 warnings, 1 hint.
`,
    );
    expect((await waybill('plan', 'check', '--strict', file)).exitCode).toBe(1);
  });

  it('says everything that is wrong, with lines', async () => {
    const file = aFile(GOOD.replace('type: string', 'type: text, pattern: "(?=a)"'));
    const { exitCode, out, complaints } = await waybill('plan', 'check', file);
    expect([exitCode, complaints]).toEqual([1, '']);
    expect(out).toContain(
      `${file}:9: error: rules[0].jsonSchema.properties.order_id.type (TRACK "Order Completed") must be one of string, number`,
    );
    expect(out).toContain(`${file}:9: error: rules[0].jsonSchema.properties.order_id.pattern`);
    expect(out).toContain(`\n\n${file} can't be used: 2 problems.\n`);
  });

  it('warns of words that are misspelt, and of those that can say nothing, with lines and paths', async () => {
    const file = aFile(GOOD.replace('type: string', 'type: string, patern: "^o", minimum: 1'));
    const { exitCode, out } = await waybill('plan', 'check', file);
    expect(exitCode).toBe(0);
    expect(out).toBe(
      `${file}:9: warning keyword-unknown: TRACK "Order Completed": jsonSchema.properties.order_id.patern is no word of JSON Schema, and says nothing: perhaps "pattern" is meant. A word of your own may begin with x-.
${file}:9: warning keyword-useless: TRACK "Order Completed": jsonSchema.properties.order_id.minimum says nothing: it is about the type number or integer, and "type" is string.

${file} is sound, with 1 rule: 2 warnings, 0 hints.
`,
    );
    const json = JSON.parse((await waybill('plan', 'check', file, '--json')).out);
    expect(json.advice).toContainEqual(
      expect.objectContaining({
        code: 'keyword-unknown',
        level: 'warning',
        line: 9,
        path: 'rules[0].jsonSchema.properties.order_id.patern',
      }),
    );
  });

  it('compiles the schemas', async () => {
    const jsonSchema = { $ref: '#/x-parts/a', 'x-parts': { a: {} } };
    const rule = { type: 'TRACK', key: 'E', jsonSchema };
    const file = aFile(JSON.stringify({ name: 'P', rules: [rule] }), 'plan.json');
    const { exitCode, out } = await waybill('plan', 'check', file);
    expect(exitCode).toBe(1);
    expect(out).toContain('error: rules[0].jsonSchema (TRACK "E") must be a schema; found ');
  });

  it('prints one JSON document', async () => {
    const file = aFile(GOOD.replace('Order Completed', 'Order'));
    const { exitCode, out } = await waybill('plan', 'check', file, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      version: VERSION,
      file,
      name: 'Shop',
      isSound: true,
      summary: { rules: 1, problems: 0, warnings: 0, hints: 1 },
      problems: [],
      advice: [
        {
          level: 'hint',
          code: 'event-action',
          line: 4,
          path: 'rules[0].key',
          rule: 'TRACK "Order"',
          message: expect.stringContaining('"Order" does not end in what happened'),
        },
      ],
    });

    const broken = aFile('name: [');
    const report = await waybill('plan', 'check', broken, '--json');
    expect(report.exitCode).toBe(1);
    expect(JSON.parse(report.out)).toMatchObject({
      name: null,
      isSound: false,
      summary: { rules: 0, problems: 1 },
      problems: [{ line: expect.any(Number), message: expect.stringContaining('is no YAML') }],
    });
  });

  it.each([
    [['plan', 'check'], /missing required argument 'plan'/],
    [['plan', 'check', 'a', 'b'], /too many arguments/],
    [['plan', 'check', 'a', '--strikt'], /unknown option '--strikt'[\s\S]*--strict/],
  ])('complains of %j and exits with 2', async (words, text) => {
    const { exitCode, out, complaints } = await waybill(...words);
    expect([exitCode, out]).toEqual([2, '']);
    expect(complaints).toMatch(text);
  });
});
