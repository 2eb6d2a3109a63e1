import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'tsdown';

const bodyTypes = fileURLToPath(new URL('scripts/body-types.mjs', import.meta.url));
const lazyHttps = fileURLToPath(new URL('scripts/lazy-https.mjs', import.meta.url));

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
    'fetch-blob/from.js': bodyTypes,
    'fetch-blob': bodyTypes,
    'formdata-polyfill/esm.min.js': bodyTypes,
    './utils/multipart-parser.js': bodyTypes,
    'node:https': lazyHttps,
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
