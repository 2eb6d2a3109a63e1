import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as source from '../lib/index.js';

// The package as its users get it: `npm run build` comes first.
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly version: string;
  readonly main: string;
  readonly types: string;
  readonly files: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Conditions | string>>;
  readonly typesVersions: { readonly '*': Readonly<Record<string, readonly string[]>> };
};

interface Entry {
  readonly types: string;
  readonly default: string;
}

interface Conditions {
  readonly import: Entry;
  readonly require: Entry;
}

/** What a program prints. */
function run(code: string, kind: 'module' | 'commonjs', cwd = process.cwd()): unknown {
  const printed = execFileSync(process.execPath, [`--input-type=${kind}`, '-e', code], {
    cwd,
    encoding: 'utf8',
  });
  return JSON.parse(printed);
}

describe('package.json', () => {
  it('has the version that messages carry', () => {
    expect(source.VERSION).toBe(manifest.version);
  });

  const both = (name: string): object => ({
    import: { types: `./dist/${name}.d.mts`, default: `./dist/${name}.mjs` },
    require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
  });
  /** The same for the parts of the test kit: files of one folder. */
  const partOfTesting = (name: string): [string, object] => [
    `./testing/${name}`,
    both(`testing-${name}`),
  ];
  /** With a build of its own for runtimes without the modules of Node.js. */
  const everywhere = (name: string, edge: string): object => {
    const build = { types: `./dist/${name}.d.mts`, default: `./dist/${edge}.mjs` };
    return { workerd: build, 'edge-light': build, ...both(name) };
  };

  it('has its types where TypeScript does not read exports, too', () => {
    const { '.': _client, './package.json': _itself, ...beside } = manifest.exports;
    const names = Object.keys(beside).map((path) => path.replace('./', ''));
    expect(Object.keys(manifest.typesVersions['*']).sort()).toEqual(names.sort());
    for (const [path] of Object.values(manifest.typesVersions['*'])) {
      expect(existsSync(path as string)).toBe(true);
    }
  });

  it('offers the client and what stands beside it, for import and for require, with types for both', () => {
    const beside = [
      'process',
      'lambda',
      'express',
      'fastify',
      'nest',
      'otel',
      'monitor',
      'testing',
      'plan',
      'import',
      'vocab',
    ];
    const parts = ['jest', 'jest-globals', 'fixtures'].map(partOfTesting);
    expect(manifest.exports).toEqual({
      '.': everywhere('index', 'workers'),
      './workers': { types: './dist/index.d.mts', default: './dist/workers.mjs' },
      ...Object.fromEntries(beside.map((name) => [`./${name}`, both(name)])),
      ...Object.fromEntries(parts),
      './testing/vitest': {
        types: './dist/testing-vitest.d.mts',
        default: './dist/testing-vitest.mjs',
      },
      './hono': everywhere('hono', 'hono-workers'),
      './next': everywhere('next', 'next-workers'),
      './package.json': './package.json',
    });
    const paths = JSON.stringify(manifest.exports).match(/\.\/dist\/[\w.-]+/g) ?? [];
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect([manifest.main, manifest.types]).toEqual(['./dist/index.cjs', './dist/index.d.cts']);
  });

  it('names files that exist', () => {
    const { import: esm, require: cjs } = manifest.exports['.'] as Conditions;
    const bins = Object.values(manifest.bin);
    const named = [esm.types, esm.default, cjs.types, cjs.default, ...bins, ...manifest.files];
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('has a command line tool that can be run', () => {
    const { waybill = '' } = manifest.bin;
    expect(readFileSync(waybill, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(waybill).mode & 0o111).not.toBe(0);
  });

  it.each(['dist/index.cjs', 'dist/index.mjs'])('has nothing of that tool in %s', (path) => {
    expect(readFileSync(path, 'utf8')).not.toMatch(/@babel|commander|["']\.\/cli/);
  });

  it('makes nobody install anything else', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
  });
});

describe('the package', () => {
  const names = Object.keys(source).sort();
  const listed = 'JSON.stringify(Object.keys(waybill).sort())';

  it('gives the names of lib/index.ts by import', () => {
    const code = `import * as waybill from 'waybill'; console.log(${listed});`;
    expect(run(code, 'module')).toEqual(names);
  });

  it('gives the same names by require', () => {
    const code = `const waybill = require('waybill'); console.log(${listed});`;
    expect(run(code, 'commonjs')).toEqual(names);
  });

  it('knows the errors of its other build', () => {
    const code = `
      import { createRequire } from 'node:module';
      import { Analytics, AnalyticsError, ValidationError } from 'waybill';
      const other = createRequire(process.cwd() + '/').call(undefined, 'waybill');
      let thrown;
      try { new other.Analytics({}); } catch (error) { thrown = error; }
      console.log(JSON.stringify({
        isInstance: thrown instanceof ValidationError,
        isKnown: AnalyticsError.isAnalyticsError(thrown),
        isForeignKnown: AnalyticsError.isAnalyticsError(new Error('Another one.')),
      }));`;
    const seen = { isInstance: false, isKnown: true, isForeignKnown: false };
    expect(run(code, 'module')).toEqual(seen);
  });

  it.each(['dist/index.cjs', 'dist/index.mjs'])(
    'needs modules of Node.js and nothing else: %s',
    (path) => {
      const text = readFileSync(path, 'utf8').replace(/^\s*(?:\*|\/\/).*$/gm, '');
      const forms =
        /\b(?:require|import)\(["'`]?([^"'`)]*)|^(?:import|export)\b[^;=]*?["']([^"']+)["'];$/gm;
      const modules = [...text.matchAll(forms)].map(([, called, declared]) => called ?? declared);
      expect(modules).toContain('node:http');
      const [, ending = ''] = path.split('index');
      const isFine = (name = ''): boolean =>
        (name.startsWith('node:') && isBuiltin(name)) || name === `./jose${ending}`;
      expect(modules.filter((name) => !isFine(name))).toEqual([]);
    },
  );

  it.each(['dist/vocab.cjs', 'dist/vocab.mjs'])(
    'needs nothing for its vocabularies: %s',
    (path) => {
      expect(readFileSync(path, 'utf8')).not.toMatch(
        /\b(?:require|import)\b[\s(]*["']|\bfrom\s*["']/,
      );
    },
  );

  it.each([
    ['module', "import { vocabularies } from 'waybill/vocab';"],
    ['commonjs', "const { vocabularies } = require('waybill/vocab');"],
  ] as const)('gives its vocabularies to a program of the kind %s', (kind, load) => {
    expect(run(`${load} console.log(vocabularies().length);`, kind)).toBe(10);
  });

  it.each([
    ['index.cjs', 'commonjs', 'const { VERSION } = require(FILE);'],
    ['index.mjs', 'module', 'const { VERSION } = await import(FILE);'],
  ] as const)('runs with nothing beside it: %s', (name, kind, load) => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-'));
    const file = join(folder, name);
    copyFileSync(join('dist', name), file);
    const code = `${load.replace('FILE', JSON.stringify(file))} console.log(JSON.stringify(VERSION));`;
    expect(run(code, kind, folder)).toBe(manifest.version);
    rmSync(folder, { recursive: true });
  });
});

describe('THIRD-PARTY-LICENSES.md', () => {
  const text = readFileSync('THIRD-PARTY-LICENSES.md', 'utf8');

  it('is up to date with what the builds contain', () => {
    const check = ['scripts/third-party-licenses.mjs', '--check'];
    expect(() => execFileSync(process.execPath, check, { stdio: 'pipe' })).not.toThrow();
  });

  it.each([
    'node-fetch',
    'p-retry',
    'uuid',
    'remeda',
    'fastest-levenshtein',
    'is-network-error',
    '@babel/parser',
    'commander',
    'csv-parse',
    'tinyglobby',
  ])('has the licence of %s', (name) => {
    const [, section] = text.split(new RegExp(`^## ${name} \\d.*\\n`, 'm'));
    const [own] = section?.split(/^## /m) ?? [];
    expect(own).toMatch(/Copyright/);
    expect(own).toMatch(/Permission is hereby granted/);
  });
});
