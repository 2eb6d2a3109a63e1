import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ts from 'typescript';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { clientSource } from '../../../lib/plan/typed-client/client-source.js';
import { SEEDED } from '../../support/seed.js';
import { anEvent, aPlan, clientOf } from './a-plan.js';

const TEXT = { type: 'string' };

/** The names of the methods of the client. */
function methodsOf(source: string): readonly string[] {
  return [...source.matchAll(/^ {4}(\S+): \(call, callback\)/gm)].map(([, name = '']) => name);
}

describe('the client of a plan', () => {
  it('has its functions in the order of their names, whatever order the plan has', () => {
    const rules = ['Signed Up', 'App Opened', 'Order Completed'].map((key) =>
      anEvent(key, { properties: { b: TEXT, a: TEXT } }),
    );
    const source = clientOf(...rules);
    expect(methodsOf(source)).toEqual(['track', 'appOpened', 'orderCompleted', 'signedUp']);
    expect(clientOf(...rules.toReversed())).toBe(source);
    expect(source).toMatch(/readonly a\?[^}]*readonly b\?/);
  });

  it('has a function for each version of an event, and the plain name for the oldest', () => {
    const source = clientOf(
      anEvent('Order Completed', {}, { version: 4 }),
      anEvent('Order Completed', {}, { version: 2 }),
    );
    expect(methodsOf(source)).toEqual(['track', 'orderCompleted', 'orderCompletedV4']);
    expect(source).toContain(
      "orderCompleted: (call, callback) => client.track({ ...call, event: 'Order Completed' }, callback)",
    );
    expect(source).toContain('versioned(call.context, 4)');
    expect(source).toMatch(
      /export interface Events \{\n {2}readonly 'Order Completed': OrderCompleted;\n\}/,
    );
  });

  it('gives a name that is taken a number or another ending, and says so', () => {
    const keys = [
      'Order Completed',
      'order_completed',
      'Track',
      'New',
      'then',
      'Order Completed V2',
      'Date',
    ];
    const plan = loadPlan(
      aPlan(...keys.map((key) => anEvent(key)), anEvent('Order Completed', {}, { version: 2 })),
    );
    const { source, calls } = clientSource(plan);
    expect(methodsOf(source)).toEqual([
      'track',
      'date',
      'newEvent',
      'orderCompleted',
      'orderCompletedV2_2',
      'orderCompletedV2',
      'trackEvent',
      'orderCompleted_2',
      'thenEvent',
    ]);
    expect(source).toContain('export type Date_2 = object;');
    expect(calls.notes).toContain(
      '"order_completed" is the function orderCompleted_2, since orderCompleted is taken.',
    );
    expect(calls.notes).toHaveLength(5);
  });

  it('tells what the plan says of an event, and when it is deprecated', () => {
    const planning = {
      what: 'An order.',
      why: ['How many?'],
      forWhom: ['Finance', 'Sales'],
      where: ['Warehouse'],
    };
    const deprecatedAt = '2026-01-31T00:00:00.000Z';
    const source = clientOf(anEvent('Order Completed', {}, { planning, deprecatedAt }));
    expect(source).toContain(`  /**
   * An order.
   *
   * - How many?
   *
   * For Finance, Sales.
   * Goes to Warehouse.
   *
   * @deprecated since 2026-01-31
   */
  orderCompleted(`);
    const never = clientOf(anEvent('A', {}, { deprecatedAt: '0001-01-01T00:00:00.000Z' }));
    expect(never).not.toContain('@deprecated');
  });

  it('keeps texts of the plan within their comments', () => {
    const properties = { a: { type: 'string', description: 'a */ b\n@deprecated `c`\u2028d' } };
    const source = clientOf(anEvent('A', { properties }));
    expect(source).toContain(`  /**
   * a *\\/ b
   * \\@deprecated \`c\`
   * d
   */`);
  });

  it('asks for what the common rule wants of the context, but for what the client puts there', () => {
    const context = {
      type: 'object',
      required: ['library', 'tenant'],
      properties: { library: { type: 'object' }, tenant: TEXT },
    };
    const common = {
      type: 'COMMON' as const,
      jsonSchema: { type: 'object', required: ['context', 'userId'], properties: { context } },
    };
    const source = clientOf(common, anEvent('A'));
    expect(source).toContain('readonly tenant: string;');
    expect(source).not.toContain('readonly library');
    expect(source).toContain(
      'export type Identity = { readonly userId: Id; readonly anonymousId?: Id | undefined };',
    );
  });

  it('has the calls that the plan has rules for, and no other', () => {
    const identify = { type: 'IDENTIFY' as const, jsonSchema: { type: 'object' } };
    const page = { type: 'PAGE' as const, jsonSchema: { type: 'object' } };
    expect(methodsOf(clientOf(anEvent('A')))).toEqual(['track', 'a']);
    expect(methodsOf(clientOf(identify, page))).toEqual(['identify', 'page']);
    expect(methodsOf(clientOf({ ...page, key: 'Pricing' }))).toEqual(['page']);
  });

  it('has the flat form of a rule as the whole one', () => {
    const flat = {
      type: 'TRACK' as const,
      key: 'A',
      jsonSchema: {
        eventMetadata: { name: 'A' },
        type: 'object',
        required: ['b'],
        properties: { b: TEXT },
      },
    };
    expect(clientOf(flat)).toBe(
      clientOf(anEvent('A', { required: ['b'], properties: { b: TEXT } })),
    );
  });
});

describe('the client of any plan', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'new',
      'a */ b',
      '`',
      "it's",
      '\\',
      '\r\n',
      '\u2028',
      '$\u007bx}',
      '1',
      'a b',
      'A_B',
    ),
  );

  it('can be parsed, and each function has a name of its own', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(text, text, text), {
          selector: ([key]) => key,
          minLength: 1,
          maxLength: 6,
        }),
        (events) => {
          const source = clientOf(
            ...events.map(([key, name, description]) =>
              anEvent(key, {
                properties: Object.fromEntries([
                  [name, { description, enum: [name, description] }],
                ]),
                required: [description],
              }),
            ),
          );
          expect(syntaxErrorsOf(source)).toEqual([]);
          const methods = methodsOf(source);
          expect(methods).toHaveLength(events.length + 1);
          expect(new Set(methods).size).toBe(methods.length);
        },
      ),
      SEEDED,
    );
  });
});

function syntaxErrorsOf(source: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
