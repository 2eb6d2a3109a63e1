import { describe, expect, it } from '@jest/globals';
import { COMPILE_MS, compile } from '../support/compile.js';

const PROGRAM = 'spec/types/segment';

describe("a program that was written for Segment's client", () => {
  it(
    "compiles with Segment's client",
    () => {
      expect(compile(`${PROGRAM}/tsconfig.segment.json`)).toBe('');
    },
    COMPILE_MS,
  );

  it.each([
    ['as it is', []],
    ['beside the types of the browser', ['--lib', 'es2023,esnext.disposable,dom']],
    ['with optional fields that may be undefined', ['--exactOptionalPropertyTypes', 'false']],
  ])(
    'compiles with Waybill in its place, %s',
    (_how, rest) => {
      expect(compile(`${PROGRAM}/tsconfig.waybill.json`, ...rest)).toBe('');
    },
    COMPILE_MS,
  );
});
