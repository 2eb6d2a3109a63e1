import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { COMPILE_MS, compile, compileWith } from './support/compile.js';

// These compile against dist/, as users do: `npm run build` comes first.
const CONSUMERS = resolve('spec/types/consumers');

describe('the types', () => {
  it(
    'take what is right and stop what is wrong',
    () => {
      expect(compile('spec/types')).toBe('');
    },
    COMPILE_MS,
  );

  it(
    'do the same beside the types of the browser, which TypeScript adds where `lib` is not set',
    () => {
      expect(compile('spec/types', '--lib', 'es2023,esnext.disposable,dom')).toBe('');
    },
    COMPILE_MS,
  );

  it.each(['node16-esm', 'node16-cjs', 'nodenext-esm', 'nodenext-cjs', 'bundler'])(
    'are found by a consumer with %s',
    (consumer) => {
      expect(compile(join(CONSUMERS, consumer))).toBe('');
    },
    COMPILE_MS,
  );
});

describe('the types, for a consumer with node10', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-node10-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'are found by the fields that such a consumer reads',
    () => {
      // node10 knows no `exports`, so it can't find a package by its own name: this one is installed.
      cpSync(join(CONSUMERS, 'node10-cjs'), folder, { recursive: true });
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(process.cwd(), join(folder, 'node_modules/waybill'), 'dir');
      symlinkSync(resolve('node_modules/@types'), join(folder, 'node_modules/@types'), 'dir');

      expect(compileWith('tsc6', folder)).toBe('');
    },
    COMPILE_MS,
  );
});
