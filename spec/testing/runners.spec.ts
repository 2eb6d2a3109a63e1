import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

// What a user of the package sees: `npm run build` comes first.
const FIXTURES = 'spec/fixtures/testing';
const JEST = [
  'node_modules/jest/bin/jest.js',
  '--config',
  JSON.stringify({ rootDir: FIXTURES, testMatch: ['<rootDir>/*.jest.cjs'], transform: {} }),
];
/** A program that doesn't end by itself is ended, which shows. */
const LONGEST_MS = 20_000;
const TIMEOUT_MS = LONGEST_MS + 5_000;

interface Run {
  readonly code: number | null;
  readonly printed: string;
}

function run(...args: readonly string[]): Promise<Run> {
  // Neither the runner of this spec nor its options are theirs.
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...rest } = process.env;
  const env = { ...rest, NO_COLOR: '1', NODE_ENV: 'test' };
  const child = spawn(process.execPath, args, { env, timeout: LONGEST_MS });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, printed }));
  });
}

describe('a failure', () => {
  it(
    'is its text, and the place of the call, in Jest',
    async () => {
      const { printed } = await run(...JEST, 'failing');

      expect(printed).not.toMatch(/Expected value|Received|no visual difference|Message:/);
      for (const text of [
        'assertSettled\n\n    assertSettled: the test left something behind.\n\n    Pending',
        'assertTracked\n\n    assertTracked: No call is like this: a track call "Signed Out".\n',
        'waitFor\n\n    waitFor: nothing came within 1 ms. No call is like this:',
      ]) {
        expect(printed).toContain(`  ● ${text}`);
      }
      expect(printed.match(/^ *> \d+ \| test\(/gm)).toHaveLength(3);
    },
    TIMEOUT_MS,
  );
});

describe('a wait while the time of the test stands still', () => {
  it.each([
    ['flush', ['reply', '503'], { delivered: 1 }],
    ['flush', ['hang'], { delivered: 1 }],
    ['flush-in-time', ['hang'], { pending: 1 }],
    ['close', ['reply', '503'], { delivered: 1 }],
  ] as const)(
    'is over where the process would end: %s, after %j',
    async (method, fault, report) => {
      const { code, printed } = await run(`${FIXTURES}/forgotten.mjs`, method, ...fault);

      expect(JSON.parse(printed)).toMatchObject(report);
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    'fails its test in node:test, which ends',
    async () => {
      const { code, printed } = await run('--test', `${FIXTURES}/forgotten.test.mjs`);

      expect(printed).toContain('Promise resolution is still pending');
      expect(printed).toMatch(/^(?:#|ℹ) pass 0$/m);
      expect(code).toBe(1);
    },
    TIMEOUT_MS,
  );

  it(
    'fails its test in Jest, which ends',
    async () => {
      const { code, printed } = await run(...JEST, 'forgotten');

      expect(printed).toContain('Exceeded timeout of 200 ms');
      expect(printed).not.toContain('did not exit');
      expect(code).toBe(1);
    },
    TIMEOUT_MS,
  );
});
