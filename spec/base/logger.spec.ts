import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const LOGGER = fileURLToPath(new URL('../../lib/base/logger.ts', import.meta.url));
const PROGRAM = `
  import { debugLogger } from ${JSON.stringify(LOGGER)};
  const logger = debugLogger();
  for (const level of ['debug', 'info', 'warn', 'error']) logger[level]('message %s of ' + level);
`;

describe('the logger of a client that was given none', () => {
  it('is silent', () => {
    expect(stderrOf({ NODE_DEBUG: '' })).toBe('');
  });

  it('writes every level to the standard error with NODE_DEBUG=waybill', () => {
    const lines = stderrOf({ NODE_DEBUG: 'waybill' }).trimEnd().split('\n');

    expect(lines.map((line) => line.replace(/^WAYBILL \d+: /, ''))).toEqual([
      'debug: message %s of debug',
      'info: message %s of info',
      'warn: message %s of warn',
      'error: message %s of error',
    ]);
  });
});

function stderrOf(env: Readonly<Record<string, string>>): string {
  return execFileSync(
    'sh',
    [
      '-c',
      'exec "$0" "$@" 2>&1 >/dev/null',
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      PROGRAM,
    ],
    { env: { ...process.env, ...env }, encoding: 'utf8' },
  );
}
