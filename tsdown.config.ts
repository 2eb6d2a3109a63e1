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

const client: UserConfig = {
  ...everywhere,
  entry: { index: 'lib/index.ts' },
  // What the client needs at run time travels inside it: docs/design/decisions/0001 has the figures.
  deps: { alwaysBundle: [/^[^.]/], onlyBundle: false },
  alias: {
    'fetch-blob/from.js': stand('body-types'),
    'fetch-blob': stand('body-types'),
    'formdata-polyfill/esm.min.js': stand('body-types'),
    './utils/multipart-parser.js': stand('body-types'),
    'node:https': stand('lazy-https'),
    'node:zlib': stand('lazy-zlib'),
    'node:crypto': stand('lazy-crypto'),
  },
  outputOptions: { exports: 'named', codeSplitting: false },
};

export default defineConfig([
  { ...client, format: 'esm' },
  // Not cleaned: the other format is built into the same folder.
  { ...client, format: 'cjs', clean: false },
  {
    ...everywhere,
    entry: { index: 'workspace/lib/index.ts' },
    outDir: 'workspace/dist',
    deps: { neverBundle: [/^hono/, /^@hono\//] },
    format: 'esm',
  },
]);
