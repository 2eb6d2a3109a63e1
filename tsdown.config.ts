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

/** Ends the command line tool's files with the packages inside: minifying takes away the marks that tell them. */
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

export default defineConfig([
  clientAs('esm'),
  // Not cleaned: the other format is built into the same folder.
  { ...clientAs('cjs'), clean: false },
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
    deps: { neverBundle: [/^hono/, /^@hono\//] },
    format: 'esm',
  },
]);
