import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const COMPILE_MS = 60_000;
const PROGRAM = 'spec/types/segment';

/** What the compiler has to say about a project; nothing, if all is well. */
function compile(project: string, ...rest: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync(
    resolve('node_modules/.bin/tsc'),
    ['-p', `${PROGRAM}/${project}`, ...rest],
    { encoding: 'utf8' },
  );
  if (error !== undefined) throw error;
  return status === 0 ? '' : `exit ${status}\n${stdout}${stderr}`;
}

describe("a program that was written for Segment's client", () => {
  it(
    "compiles with Segment's client",
    () => {
      expect(compile('tsconfig.segment.json')).toBe('');
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
      expect(compile('tsconfig.waybill.json', ...rest)).toBe('');
    },
    COMPILE_MS,
  );
});
