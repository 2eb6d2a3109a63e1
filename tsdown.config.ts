import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'tsdown';

/** A file that takes the place of a module in the build. */
function stand(name: string): string {
  return fileURLToPath(new URL(`scripts/${name}.mjs`, import.meta.url));
}

const everywhere: UserConfig = {
  target: 'node20.19',
  platform: 'node',
  fixedExtension: true,
  dts: true,
  sourcemap: false,
  logLevel: 'warn',
};

/** Takes the reading of forms out of node-fetch, which it loads on demand: the client never reads one. */
const withoutForms = {
  name: 'without-forms',
  transform(code: string, id: string) {
    if (!id.endsWith('node-fetch/src/body.js')) return undefined;
    const [before, after] = code.split("import('./utils/multipart-parser.js')");
    if (after === undefined) throw new Error('node-fetch has changed: where does it read forms?');
    return `${before}Promise.reject(new Error('Forms are not read here.'))${after}`;
  },
};

const client: UserConfig = {
  ...everywhere,
  entry: { index: 'lib/index.ts' },
  // What the client needs at run time travels inside it: docs/design/decisions/0001 has the figures.
  deps: { alwaysBundle: [/^[^.]/], onlyBundle: false },
  alias: {
    'fetch-blob/from.js': stand('body-types'),
    'fetch-blob': stand('body-types'),
    'formdata-polyfill/esm.min.js': stand('body-types'),
    'node:https': stand('lazy-https'),
    'node:zlib': stand('lazy-zlib'),
    'node:crypto': stand('lazy-crypto'),
  },
  plugins: [withoutForms],
};

/** What both formats of the client have in common but the names of their files. */
function clientAs(format: 'esm' | 'cjs'): UserConfig {
  const ending = format === 'esm' ? 'mjs' : 'cjs';
  // jose is a file of its own, since few programs ever load it.
  const chunkFileNames = `jose.${ending}`;
  return { ...client, format, outputOptions: { exports: 'named', chunkFileNames } };
}

/** What the client for workers has in the place of modules of Node.js, and of parts of its own. */
const WORKER_STANDS = {
  'node:events': 'node-events',
  'node:diagnostics_channel': 'node-diagnostics-channel',
  'node:util': 'node-util',
  'node:zlib': 'node-zlib',
  'node:crypto': 'node-crypto',
  'node:async_hooks': 'node-async-hooks',
};
const WORKER_PARTS = [
  'clock',
  'http-transport',
  'exit',
  'runtime',
  'private-key',
  'spool',
  'dead-letter-file',
  'writable',
];

/** The client without a module of Node.js, for Cloudflare Workers, edge runtimes and service workers. */
const workers: UserConfig = {
  ...everywhere,
  entry: { workers: 'lib/index.ts' },
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  clean: false,
  dts: false,
  deps: { alwaysBundle: [/^[^.]/], onlyBundle: false },
  alias: Object.fromEntries(
    Object.entries(WORKER_STANDS).map(([name, file]) => [name, stand(`workers/${file}`)]),
  ),
  plugins: [
    {
      name: 'parts-of-workers',
      resolveId: {
        order: 'pre',
        handler(source: string, importer: string | undefined) {
          if (source === 'jose' && !importer?.includes('node_modules'))
            return stand('workers/jose');
          const part = WORKER_PARTS.find((name) => source.endsWith(`/${name}.js`));
          const isOurs = importer !== undefined && !importer.includes('node_modules');
          return part !== undefined && isOurs ? stand(`workers/${part}`) : undefined;
        },
      },
    },
  ],
  inputOptions: { transform: { inject: { Buffer: [stand('workers/buffer'), 'Buffer'] } } },
  outputOptions: { exports: 'named', codeSplitting: false },
};

/** The entry points beside the client: small, and without the client, which they find in its own file. */
const INTEGRATIONS = [
  'process',
  'lambda',
  'express',
  'fastify',
  'nest',
  'hono',
  'next',
  'otel',
  'monitor',
];

/** The modules whose names the client's file exports; and those of which it exports more than types. */
const OF_CLIENT = modulesIn(/ from '\.(\/[^']+)'/g);
const VALUES_OF_CLIENT = modulesIn(/^export \{[^}]*\} from '\.(\/[^']+)'/gm);

function modulesIn(exported: RegExp): ReadonlySet<string> {
  const found = readFileSync('lib/index.ts', 'utf8').matchAll(exported);
  return new Set([...found].map(([, path]) => `..${path}`));
}

/**
 * What the client exports is taken from its file: a second copy would be another class, in code and in types. What else the
 * integrations import of it is small, and copied.
 */
function byTheClient(file: string) {
  return {
    name: 'by-the-client',
    resolveId: {
      order: 'pre' as const,
      handler: (source: string, importer = '') => {
        if (!/\/lib\/(integrations|import|testing)\//.test(importer)) return undefined;
        const exported = /\.d\.[cm]?ts/.test(importer) ? OF_CLIENT : VALUES_OF_CLIENT;
        // From a folder of a room, too.
        return exported.has(source.replace(/^(?:\.\.\/)+/, '../'))
          ? { id: `./${file}`, external: true }
          : undefined;
      },
    },
  };
}

const integrations: UserConfig = {
  ...everywhere,
  clean: false,
  deps: {
    // What draws the delivery view travels inside: not everybody who mounts it has Hono. So does what finds the nearest name.
    alwaysBundle: [/^hono\/html/, /^fastest-levenshtein/],
    neverBundle: [/^@nestjs\//, '@opentelemetry/api', 'express', 'fastify', /^hono$/],
    onlyBundle: false,
  },
};

function integrationsAs(format: 'esm' | 'cjs'): UserConfig {
  const ending = format === 'esm' ? 'mjs' : 'cjs';
  const beside = byTheClient(`index.${ending}`);
  return {
    ...integrations,
    entry: Object.fromEntries(INTEGRATIONS.map((name) => [name, `lib/integrations/${name}.ts`])),
    format,
    plugins: [beside],
    // The types of the CommonJS build are made in a run of their own, which leaves out the plugins above.
    inputOptions: (options, _format, { cjsDts }) =>
      cjsDts ? { ...options, plugins: [beside, options.plugins] } : options,
    outputOptions: {
      exports: 'named',
      chunkFileNames: `integration-[name].${ending}`,
      // Otherwise one entry point holds the bundler's own functions, and the others load it.
      codeSplitting: { groups: [{ name: 'runtime', test: /^\0rolldown\/runtime/ }] },
    },
  };
}

/** The industry vocabularies: data and types, for any runtime, browsers included. */
const vocab: UserConfig = {
  ...everywhere,
  entry: { vocab: 'lib/vocab/index.ts' },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  clean: false,
};

/** Ends minified files with the packages inside: minifying takes away the marks that tell them. */
const contents = {
  name: 'contents',
  generateBundle(_options: unknown, bundle: Readonly<Record<string, BuiltFile>>) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const paths = file.moduleIds.flatMap(
        (id) => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? [],
      );
      const names = [...new Set(paths)].map((path) => path.replace('node_modules/', '')).sort();
      if (names.length > 0) file.code += `\n// Contains: ${names.join(', ')}\n`;
    }
  },
};

interface BuiltFile {
  readonly type: string;
  readonly moduleIds: readonly string[];
  code: string;
}

/** Tracking plans, with everything that they need inside but the client's errors, which stay one class. */
function planAs(format: 'esm' | 'cjs'): UserConfig {
  const ending = format === 'esm' ? 'mjs' : 'cjs';
  const errors = {
    name: 'errors-of-the-client',
    resolveId: {
      order: 'pre' as const,
      handler(source: string) {
        return source === '../base/errors.js'
          ? { id: `./index.${ending}`, external: true }
          : undefined;
      },
    },
  };
  return {
    ...everywhere,
    entry: { plan: 'lib/plan/index.ts' },
    format,
    clean: false,
    deps: { alwaysBundle: [/^[^.]/], onlyBundle: false },
    minify: true,
    plugins: [errors, contents],
    inputOptions: (options, _format, { cjsDts }) =>
      cjsDts ? { ...options, plugins: [errors, options.plugins] } : options,
    outputOptions: { exports: 'named', codeSplitting: false },
  };
}

/** Importing, with what it needs inside, beside the client. */
function importAs(format: 'esm' | 'cjs'): UserConfig {
  const ending = format === 'esm' ? 'mjs' : 'cjs';
  const beside = byTheClient(`index.${ending}`);
  return {
    ...everywhere,
    entry: { import: 'lib/import/index.ts' },
    format,
    clean: false,
    deps: { alwaysBundle: [/^[^.]/], onlyBundle: false },
    minify: true,
    plugins: [beside, contents],
    inputOptions: (options, _format, { cjsDts }) =>
      cjsDts ? { ...options, plugins: [beside, options.plugins] } : options,
    outputOptions: { exports: 'named', codeSplitting: false },
  };
}

/**
 * The test kit. What the client and the vocabularies export is taken from their files, in code and in types; what else it has of
 * them is small, and copied.
 */
const TESTING = {
  testing: 'index',
  'testing-jest': 'jest',
  'testing-jest-globals': 'jest-globals',
  'testing-vitest': 'vitest',
  'testing-fixtures': 'fixtures',
};

function testingAs(format: 'esm' | 'cjs'): UserConfig {
  const ending = format === 'esm' ? 'mjs' : 'cjs';
  const beside = [byTheClient(`index.${ending}`), byTheVocabularies(`vocab.${ending}`)];
  return {
    ...everywhere,
    clean: false,
    deps: {
      neverBundle: ['vitest', '@jest/globals', 'expect'],
      alwaysBundle: [/^(?:fastest-levenshtein|remeda)/],
      onlyBundle: false,
    },
    entry: Object.fromEntries(
      Object.entries(TESTING)
        // Vitest can't be required.
        .filter(([, file]) => format === 'esm' || file !== 'vitest')
        .map(([name, file]) => [name, `lib/testing/${file}.ts`]),
    ),
    format,
    plugins: beside,
    inputOptions: (options, _format, { cjsDts }) =>
      cjsDts ? { ...options, plugins: [...beside, options.plugins] } : options,
    outputOptions: {
      exports: 'named',
      chunkFileNames: `testing-[name].${ending}`,
      codeSplitting: { groups: [{ name: 'runtime', test: /^\0rolldown\/runtime/ }] },
    },
  };
}

/** What the vocabularies export is taken from their file. */
function byTheVocabularies(file: string) {
  return {
    name: 'by-the-vocabularies',
    resolveId: {
      order: 'pre' as const,
      handler: (source: string, importer = '') => {
        const isOfVocabularies = /\/lib\/testing\//.test(importer) && /\/vocab\//.test(source);
        return isOfVocabularies ? { id: `./${file}`, external: true } : undefined;
      },
    },
  };
}

/** The frameworks that run in workers too, beside the client for workers. */
const integrationsOfWorkers: UserConfig = {
  ...integrations,
  entry: { 'hono-workers': 'lib/integrations/hono.ts', 'next-workers': 'lib/integrations/next.ts' },
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  dts: false,
  alias: { 'node:events': stand('workers/node-events') },
  plugins: [byTheClient('workers.mjs')],
  outputOptions: { chunkFileNames: 'integration-workers-[name].mjs' },
};

export default defineConfig([
  clientAs('esm'),
  // Not cleaned: the other format is built into the same folder.
  { ...clientAs('cjs'), clean: false },
  workers,
  integrationsAs('esm'),
  integrationsAs('cjs'),
  planAs('esm'),
  planAs('cjs'),
  importAs('esm'),
  importAs('cjs'),
  testingAs('esm'),
  testingAs('cjs'),
  integrationsOfWorkers,
  vocab,
  {
    ...everywhere,
    entry: { cli: 'lib/cli/main.ts' },
    format: 'esm',
    clean: false,
    dts: false,
    // A program of its own, so the client stays as it is: docs/design/decisions/0006 has the figures.
    deps: { alwaysBundle: [/^[^.]/], onlyBundle: false },
    minify: true,
    plugins: [contents],
    outputOptions: { chunkFileNames: 'cli-[name].mjs' },
  },
  {
    ...everywhere,
    entry: { index: 'workspace/lib/index.ts' },
    outDir: 'workspace/dist',
    deps: { neverBundle: [/^hono/, /^@hono\//, 'fastest-levenshtein', 'jiti', 'yaml'] },
    // It travels inside: the workspace needs the data alone, and not the package.
    alias: { 'waybill/vocab': fileURLToPath(new URL('lib/vocab/index.ts', import.meta.url)) },
    format: 'esm',
  },
]);
