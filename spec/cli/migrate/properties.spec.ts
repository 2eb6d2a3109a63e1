import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClientName } from '../../../lib/cli/migrate/clients.js';
import { applyEdits, type Edit } from '../../../lib/cli/migrate/edits.js';
import { migrateManifest } from '../../../lib/cli/migrate/manifest.js';
import { parseSource } from '../../../lib/cli/migrate/syntax.js';
import { SEED, SEEDED } from '../../support/seed.js';
import { remarksIn, rewritten } from './a-source.js';

const OLD = [
  '@segment/analytics-node',
  '@segment/analytics-core',
  'analytics-node',
  '@rudderstack/rudder-sdk-node',
];

const specifier = fc
  .tuple(
    fc.constantFrom(...OLD, 'waybill', 'express', 'analytics-node-other'),
    fc.constantFrom('"', "'"),
  )
  .map(([name, quote]) => `${quote}${name}${quote}`);
const name = fc.constantFrom(
  'Analytics',
  'Segment',
  'analytics',
  'Context',
  'HTTPClient',
  'Nothing',
);
const option = fc.constantFrom(
  'timeout: 5000',
  "timeout: '5s'",
  'retryCount',
  'retryCount: 2 + 1',
  'maxQueueSize: 450 * 1024',
  'maxInternalQueueSize: 7',
  "dataPlaneUrl: 'https://a.example.com'",
  "host: 'https://b.example.com'",
  'enable: false',
  'axiosConfig: { timeout: 5000 }',
  '...rest',
  'flushAt: 1',
);
const options = fc.array(option, { maxLength: 4 }).map((all) => `{ ${all.join(', ')} }`);

const statement = fc.oneof(
  fc.tuple(name, specifier).map(([local, from]) => `import ${local} from ${from}`),
  fc.tuple(name, specifier).map(([local, from]) => `import * as ${local} from ${from}`),
  fc.tuple(name, specifier).map(([local, from]) => `import { ${local} } from ${from}`),
  fc
    .tuple(name, name, specifier)
    .map(([own, local, from]) => `import { ${own} as ${local}, } from ${from}`),
  fc.tuple(name, specifier).map(([local, from]) => `import ${local}, { } from ${from}`),
  fc.tuple(name, specifier).map(([local, from]) => `export { ${local} } from ${from}`),
  specifier.map((from) => `export * from ${from}`),
  fc.tuple(name, specifier).map(([local, from]) => `const ${local} = require(${from})`),
  fc.tuple(name, specifier).map(([local, from]) => `const { ${local} } = require(${from})`),
  fc.tuple(name, specifier).map(([local, from]) => `${local} = (await import(${from})).default`),
  specifier.map((from) => `type T = import(${from}).Context`),
  specifier.map((from) => `jest.mock(${from}, () => class {})`),
  fc.tuple(name, options).map(([local, given]) => `const client = new ${local}('k', ${given})`),
  fc.tuple(name, options).map(([local, given]) => `this.client = new ${local}(${given})`),
  fc.constantFrom('client.flush(done)', 'this.client.queue', 'client.identify(a).track(b)'),
);
const between = fc.constantFrom(
  ';\n',
  '\r\n',
  '; /* analytics-node */ ',
  ' // waybill\n',
  '\n\n\t',
);
const program = fc
  .array(fc.tuple(statement, between), { minLength: 1, maxLength: 8 })
  .map((all) => all.flat().join(''));

/** The text without what edits replace, from the place where each edit would be. */
function untouched(text: string, edits: readonly Edit[]): readonly string[] {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...edits].sort((one, other) => one.start - other.start)) {
    parts.push(text.slice(at, start));
    at = end;
  }
  return [...parts, text.slice(at)];
}

describe(`any program (seed ${SEED})`, () => {
  it('has something to rewrite more often than not', () => {
    const all = fc.sample(program, { seed: SEED, numRuns: 100 });
    const rewriting = all.filter((text) => rewritten(text) !== text);
    expect(rewriting.length).toBeGreaterThan(50);
  });

  it('keeps every character that no edit lists', () => {
    fc.assert(
      fc.property(program, (text) => {
        const edits = remarksIn(text).flatMap((one) => one.edits);
        let rest = rewritten(text);
        for (const part of untouched(text, edits)) {
          const index = rest.indexOf(part);
          expect(index).toBeGreaterThanOrEqual(0);
          rest = rest.slice(index + part.length);
        }
        for (const { start, end } of edits) {
          // An edit replaces a name or inserts one: never a whole statement.
          expect(text.slice(start, end)).toMatch(/^[\w@/*:,' -]*$/);
          expect(start).toBeLessThanOrEqual(end);
        }
      }),
      SEEDED,
    );
  });

  it('is the same after a second run', () => {
    fc.assert(
      fc.property(program, (text) => {
        const once = rewritten(text);
        expect(rewritten(once)).toBe(once);
      }),
      SEEDED,
    );
  });

  it('can still be parsed, and has as many statements', () => {
    const statements = (text: string): number => parseSource('a.ts', text).program.body.length;
    fc.assert(
      fc.property(program, (text) => {
        expect(statements(rewritten(text))).toBe(statements(text));
      }),
      SEEDED,
    );
  });

  it('imports no other client where nothing is left to be done by hand', () => {
    fc.assert(
      fc.property(program, (text) => {
        const isLeft = remarksIn(text).some(({ code }) => code === 'import-form');
        const imports = /(?:from|require\(|import\(|mock\() ?["'](?:@|analytics-node["'])/;
        expect(imports.test(rewritten(text))).toBe(isLeft);
      }),
      SEEDED,
    );
  });
});

describe('any text', () => {
  it('is read or told to be unreadable, and never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('a.js', 'a.ts', 'a.tsx', 'a.cjs'),
        (text, path) => {
          const source = `${text}\nanalytics-node`;
          expect(() => rewritten(source, { path })).not.toThrow();
        },
      ),
      SEEDED,
    );
  });

  it('may be nested deeper than the stack', () => {
    const deep = `require('analytics-node');${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(remarksIn(deep).map(({ code }) => code)).toEqual(['unreadable']);
    const long = `const Analytics = require('analytics-node');${'a + '.repeat(1_000)}a;`;
    expect(rewritten(long)).toContain("const { Analytics } = require('waybill')");
  });
});

describe('any package.json', () => {
  const dependency = fc.constantFrom(...OLD, 'waybill', 'express', 'jest');
  const manifest = fc
    .tuple(
      fc.uniqueArray(dependency),
      fc.uniqueArray(dependency),
      fc.constantFrom(undefined, 2, '\t'),
      fc.constantFrom('\n', '\r\n'),
    )
    .map(([own, dev, indent, end]) => {
      const versions = (names: readonly string[]) =>
        Object.fromEntries(names.map((one) => [one, '1.0.0']));
      const value = { name: 'a', dependencies: versions(own), devDependencies: versions(dev) };
      return JSON.stringify(value, null, indent).replaceAll('\n', end);
    });
  const left = fc.uniqueArray(
    fc.constantFrom<ClientName>('segment', 'core', 'legacy', 'rudderstack'),
  );
  const moved = (text: string, kept: readonly ClientName[]): string => {
    const task = { path: 'package.json', text, range: '^0.1.0', left: new Set(kept) };
    return applyEdits(
      text,
      migrateManifest(task).remarks.flatMap(({ edits }) => edits),
    );
  };

  it('stays JSON, keeps the order of its keys, and is the same after a second run', () => {
    fc.assert(
      fc.property(manifest, left, (text, kept) => {
        const after = moved(text, kept);
        expect(moved(after, kept)).toBe(after);
        const names = (json: string): readonly (readonly string[])[] => {
          const { dependencies, devDependencies } = JSON.parse(json);
          return [Object.keys(dependencies), Object.keys(devDependencies)];
        };
        const others = (all: readonly string[]): readonly string[] =>
          all.filter((one) => !OLD.includes(one) && one !== 'waybill');
        expect(names(after).map(others)).toEqual(names(text).map(others));
        for (const [index, before] of names(text).entries()) {
          const had = before.some((one) => OLD.includes(one) || one === 'waybill');
          expect(names(after)[index]?.includes('waybill')).toBe(had);
        }
      }),
      SEEDED,
    );
  });

  it('has no other client left, unless an import is', () => {
    fc.assert(
      fc.property(manifest, (text) => {
        const after = moved(text, []);
        expect(OLD.filter((one) => after.includes(`"${one}"`))).toEqual([]);
      }),
      SEEDED,
    );
  });
});
