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

describe('the types of matchers', () => {
  it.each(['types-jest', 'vitest'])(
    'are added to those of the runner, with %s',
    (runner) => {
      expect(compile(join(CONSUMERS, runner))).toBe('');
    },
    COMPILE_MS,
  );
});

describe('a mistake', () => {
  const said = [
    /Type '"Order Complted"' is not assignable to type 'keyof Ecommerce'\. Did you mean '"Order Completed"'\?$/,
    /Type 'string' is not assignable to type 'number'\.$/,
    /Property 'userId' is missing in type '\{ event: "Order Completed"; \}'/,
    /Type '"Signed up"' is not assignable to type '"Signed (?:Up|Out)" \| "Signed (?:Up|Out)"'\. Did you mean '"Signed Up"'\?$/,
    /Type '"gold"' is not assignable to type '"free" \| "pro"'\.$/,
    /Property 'properties' is missing in type '\{ userId: string; event: "Signed Up"; \}' but required in type .* readonly plan: "free" \| "pro"; /,
    /Property 'plan' is missing in type '\{\}' but required in type/,
    /'property' does not exist in type/,
  ];

  it.each(['tsc', 'tsc6'] as const)(
    'is told in the words of the caller, once and within three lines, by %s',
    (compiler) => {
      const complaints = compileWith(compiler, 'spec/types/mistakes').split(/^(?=spec\/types)/m);
      const [status, ...told] = complaints.map((complaint) => complaint.trim());
      expect(status).toMatch(/^exit \d$/);
      expect(told).toHaveLength(said.length);
      for (const [index, words] of said.entries()) {
        expect(told[index]).toMatch(words);
        expect(told[index]?.split('\n').length).toBeLessThanOrEqual(3);
      }
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
