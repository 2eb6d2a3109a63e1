import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseRetryAfter } from '../../lib/delivery/retry-after.js';

const NOW_MS = Date.parse('2026-01-01T00:00:00.000Z');

describe('a Retry-After', () => {
  it.each([
    ['1', 1_000],
    ['120', 120_000],
    ['007', 7_000],
    [' 5 ', 5_000],
    ['299', 299_000],
    ['300', 300_000],
  ])('in seconds is taken: %j', (header, waitMs) => {
    expect(parseRetryAfter(header, NOW_MS)).toBe(waitMs);
  });

  it.each([
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2026 00:04:59 GMT', 299_000],
    ['Thursday, 01-Jan-26 00:00:30 GMT', 30_000],
  ])('as an HTTP date is taken: %j', (header, waitMs) => {
    expect(parseRetryAfter(header, NOW_MS)).toBe(waitMs);
  });

  it.each([
    '301',
    '86400',
    '99999999999999999999',
    'Thu, 01 Jan 2026 00:05:01 GMT',
    'Fri, 31 Dec 2027 23:59:59 GMT',
  ])('is cut to 300 seconds: %j', (header) => {
    expect(parseRetryAfter(header, NOW_MS)).toBe(300_000);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['blank', '   '],
    ['zero', '0'],
    ['zero in two digits', '00'],
    ['negative', '-5'],
    ['a fraction', '1.5'],
    ['an exponent', '1e3'],
    ['hexadecimal', '0x10'],
    ['signed', '+5'],
    ['in other digits', '٥'],
    ['seconds with a unit', '5s'],
    ['two values', '5, 10'],
    ['a word', 'soon'],
    ['a word with a capital', 'Later'],
    ['a word before a year', 'Never 2999'],
    ['Infinity', 'Infinity'],
    ['NaN', 'NaN'],
    ['a date that is over', 'Wed, 31 Dec 2025 23:59:59 GMT'],
    ['this very moment', 'Thu, 01 Jan 2026 00:00:00 GMT'],
    ['a date of 1999', 'Fri, 31 Dec 1999 23:59:59 GMT'],
    ['a date that does not exist', 'Thu, 99 Foo 2026 00:00:00 GMT'],
    ['a date in ISO 8601', '2026-01-01T00:01:00Z'],
    ['very long', '1'.repeat(100_000)],
  ])('asks for nothing where it is %s', (_name, header) => {
    expect(parseRetryAfter(header, NOW_MS)).toBeUndefined();
  });

  it('as a date in the form of C means the time of Greenwich, wherever the program runs', () => {
    expect(waitInNewYork('Thu Jan  1 00:00:30 2026')).toBe('30000');
  });
});

/** What the header asks for on a machine with another time zone, which is set when a process starts. */
function waitInNewYork(header: string): string {
  const file = fileURLToPath(new URL('../../lib/delivery/retry-after.ts', import.meta.url));
  const program = `
    import { parseRetryAfter } from ${JSON.stringify(file)};
    console.log(parseRetryAfter(${JSON.stringify(header)}, ${NOW_MS}));
  `;
  return execFileSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    { env: { ...process.env, TZ: 'America/New_York' }, encoding: 'utf8' },
  ).trim();
}
