import { join } from 'node:path/posix';
import { describe, expect, it } from '@jest/globals';
import { VERSION } from '../../../lib/message/version.js';
import { aProject } from '../migrate/a-project.js';
import { waybill } from '../waybill.js';

function aPlan(properties: object, required: readonly string[] = []): string {
  const jsonSchema = { eventMetadata: {}, required, properties };
  return JSON.stringify({
    name: 'Shop',
    rules: [{ type: 'TRACK', key: 'Order Paid', jsonSchema }],
  });
}

const OLD = aPlan({ order_id: { type: 'string' }, total: { type: 'number' } });
const NEW = aPlan({ order_id: { type: 'string' }, total: { type: 'integer' }, tax: {} }, ['total']);
const WIDER = aPlan({ order_id: { type: 'string' }, total: {}, tax: {} });

/** A reference into a member of the team, which the validator is not given. */
function notCompiled(): string {
  const jsonSchema = { $ref: '#/x-parts/a', 'x-parts': { a: {} } };
  const rule = { type: 'TRACK', key: 'Order Paid', jsonSchema };
  return JSON.stringify({ name: 'Shop', rules: [rule] });
}

function files(before: string, after: string): readonly [string, string] {
  const folder = aProject({ 'old.json': before, 'new.json': after });
  return [join(folder, 'old.json'), join(folder, 'new.json')];
}

describe('waybill plan diff', () => {
  it('exits with 0 where nothing changed', async () => {
    const { exitCode, out } = await waybill('plan', 'diff', ...files(OLD, OLD));
    expect([exitCode, out]).toEqual([0, 'Nothing changed that messages or people would see.\n']);
  });

  it('exits with 0 where nothing breaks', async () => {
    const { exitCode, out } = await waybill('plan', 'diff', ...files(OLD, WIDER));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^2 changes, and none of them breaks callers\.$/m);
  });

  it('exits with 1 where something breaks, and tells it by event', async () => {
    const { exitCode, out } = await waybill('plan', 'diff', ...files(OLD, NEW));
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^TRACK "Order Paid"$/m);
    expect(out).toMatch(/^ {2}breaks +total +is integer now; it was number$/m);
    expect(out).toMatch(/^ {2}safe +tax +was added: of any type, optional$/m);
    expect(out).toMatch(/^\d changes: \d may break callers\.$/m);
  });

  it('tells what breaks alone where it is asked to', async () => {
    const { exitCode, out } = await waybill('plan', 'diff', '--breaking', ...files(OLD, NEW));
    expect(exitCode).toBe(1);
    expect(out).not.toMatch(/^ {2}safe/m);
    expect(out).toMatch(/^ {2}breaks/m);
  });

  it('prints nothing of a plan that a terminal would obey', async () => {
    const evil = aPlan({ 'a\u001b[2Jb': {} });
    const { out } = await waybill('plan', 'diff', ...files(OLD, evil));
    expect(out).toContain('a\uFFFD[2Jb');
  });

  it('prints one JSON document', async () => {
    const [before, after] = files(OLD, WIDER);
    const { exitCode, out } = await waybill('plan', 'diff', before, after, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      version: VERSION,
      old: before,
      new: after,
      summary: { breaking: 0, safe: 2 },
      changes: [
        {
          effect: 'safe',
          code: 'type-changed',
          subject: 'TRACK "Order Paid"',
          path: 'total',
          message: 'may be of any type now; it was number',
        },
        {
          effect: 'safe',
          code: 'property-added',
          subject: 'TRACK "Order Paid"',
          path: 'tax',
          message: 'was added: of any type, optional',
        },
      ],
    });
  });

  it.each([
    ['not a plan', '{}', /new\.json:1: name must be there/],
    ['a plan that does not compile', notCompiled(), /must be a schema; found/],
  ])('complains of %s and exits with 2', async (_, text, complaint) => {
    const { exitCode, out, complaints } = await waybill('plan', 'diff', ...files(OLD, text));
    expect([exitCode, out]).toEqual([2, '']);
    expect(complaints).toMatch(complaint);
  });

  it.each([
    [['plan', 'diff', 'a'], /missing required argument 'new'/],
    [['plan', 'diff', 'a', 'b'], /error: There is no file a\. Name the file that has the plan/],
    [['plan', 'diff', 'a', 'b', '--breakin'], /unknown option/],
  ])('complains of %j and exits with 2', async (words, text) => {
    const { exitCode, complaints } = await waybill(...words);
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(text);
  });
});
