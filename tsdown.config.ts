import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  entry: { index: 'lib/index.ts' },
  target: 'node20.19',
  platform: 'node',
  fixedExtension: true,
  // What the client needs at run time travels inside it: docs/design/decisions/0001 has the figures.
  deps: { alwaysBundle: [/^[^.]/], onlyBundle: false },
  sourcemap: false,
  clean: true,
};

export default defineConfig([
  { ...shared, format: 'esm', dts: true },
  { ...shared, format: 'cjs', dts: true, clean: false },
  {
    entry: { index: 'workspace/lib/index.ts' },
    outDir: 'workspace/dist',
    target: 'node20.19',
    platform: 'node',
    fixedExtension: true,
    format: 'esm',
    dts: true,
    sourcemap: false,
    clean: true,
  },
]);
