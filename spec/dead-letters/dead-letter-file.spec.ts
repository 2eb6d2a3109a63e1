import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AnalyticsError } from '../../lib/base/errors.js';
import { DeadLetterFile } from '../../lib/dead-letters/dead-letter-file.js';
import type { DeadLetter } from '../../lib/message/dead-letter.js';
import { turns } from '../support/manual-clock.js';
import { SEEDED } from '../support/seed.js';
import { thrownBy } from '../support/thrown-by.js';

const root = mkdtempSync(join(tmpdir(), 'waybill-dead-letters-'));
afterAll(() => rmSync(root, { recursive: true }));

const isLinux = process.platform === 'linux';
const onLinux = isLinux ? it : it.skip;
let files = 0;

function aPath(): string {
  files += 1;
  return join(root, `${files}.ndjson`);
}

function letter(text: string): DeadLetter {
  return { reason: 'no-json', at: '2026-01-01T00:00:00.000Z', text };
}

function lettersIn(path: string): readonly unknown[] {
  const text = readFileSync(path, 'utf8');
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}

/** A file that holds these letters already. */
function aFileOf(...letters: readonly DeadLetter[]): string {
  const path = aPath();
  const file = new DeadLetterFile(path);
  for (const one of letters) file.add(one);
  file.close();
  return path;
}

describe('a file of dead letters', () => {
  it('has one letter a line when it is closed, in the order in which they came', () => {
    expect(lettersIn(aFileOf(letter('1'), letter('2 \n "2"')))).toEqual([
      letter('1'),
      letter('2 \n "2"'),
    ]);
  });

  it('has what was added when the turn is over, without being closed', async () => {
    const path = aPath();
    const file = new DeadLetterFile(path);
    file.add(letter('1'));
    expect(lettersIn(path)).toEqual([]);
    await turns(2);
    expect(lettersIn(path)).toEqual([letter('1')]);
    file.close();
  });

  it('keeps what was there', () => {
    const path = aFileOf(letter('1'));
    const file = new DeadLetterFile(path);
    file.add(letter('2'));
    file.sync();
    expect(lettersIn(path)).toEqual([letter('1'), letter('2')]);
    file.close();
  });

  it('writes many letters within the turn, so that memory stays small', () => {
    const path = aPath();
    const file = new DeadLetterFile(path);
    const long = letter('x'.repeat(1_000));
    for (let index = 0; index < 1_000; index += 1) file.add(long);
    expect(statSync(path).size).toBeGreaterThan(900_000);
    file.close();
    expect(lettersIn(path)).toHaveLength(1_000);
    expect([file.added, file.lost]).toEqual([1_000, 0]);
  });

  it('makes the folders around it, and belongs to its owner alone', () => {
    const path = join(root, 'a', 'b', 'c.ndjson');
    new DeadLetterFile(path).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('may be closed twice, and counts as lost what comes later', () => {
    const file = new DeadLetterFile(aPath());
    file.close();
    file.close();
    file.add(letter('late'));
    expect([file.added, file.lost]).toEqual([1, 1]);
  });
});

describe('a file of dead letters that a crash cut short', () => {
  it('keeps every whole line, wherever it was cut', () => {
    const whole = aFileOf(letter('1'), letter('ü2'), letter('3'));
    const bytes = readFileSync(whole);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length }), (length) => {
        const path = aPath();
        const cut = bytes.subarray(0, length);
        writeFileSync(path, cut);
        const file = new DeadLetterFile(path);
        file.add(letter('after'));
        file.close();
        // A line is whole with its last brace, whether or not its end was written.
        const kept = cut.toString('utf8').split('}').length - 1;
        const expected = [letter('1'), letter('ü2'), letter('3')].slice(0, kept);
        expect(lettersIn(path)).toEqual([...expected, letter('after')]);
      }),
      SEEDED,
    );
  });

  it('loses its last line where that is longer than what is read at once', () => {
    const path = aFileOf(letter('1'));
    appendFileSync(path, `{"reason":"no-json","text":"${'x'.repeat(200_000)}`);
    new DeadLetterFile(path).close();
    expect(lettersIn(path)).toEqual([letter('1')]);
  });
});

describe('a file that can hold no dead letters', () => {
  const textOf = (path: string): string => {
    const error = thrownBy(() => new DeadLetterFile(path)) as AnalyticsError;
    expect(error.code).toBe('dead-letter-file');
    expect(error.message).toContain(path);
    return error.message;
  };

  it('is left alone where it is another kind of file', () => {
    const path = aPath();
    writeFileSync(path, '{"name":"waybill"}');
    expect(textOf(path)).toContain('holds no dead letters. Name another file.');
    expect(readFileSync(path, 'utf8')).toBe('{"name":"waybill"}');
  });

  it('is named where it is a folder, or lies in what is none', () => {
    mkdirSync(join(root, 'folder'), { recursive: true });
    expect(textOf(join(root, 'folder'))).toContain('it is a folder');
    expect(textOf(join(aFileOf(), 'dead.ndjson'))).toContain('where a folder is needed');
  });

  onLinux('is named in a folder in which nobody may write (Linux has one, root included)', () => {
    expect(textOf('/sys/dead.ndjson')).toContain('this user may not');
  });
});

(isLinux ? describe : describe.skip)('a disk that is full (Linux has one)', () => {
  it('is told once, throws from write() alone, and costs memory within bounds', async () => {
    const told: string[] = [];
    const file = new DeadLetterFile('/dev/full', { onError: ({ message }) => told.push(message) });
    const long = letter('x'.repeat(64 * 1024));
    for (let index = 0; index < 100; index += 1) {
      file.add(long);
      await turns(1);
    }
    expect(told).toEqual([expect.stringContaining("/dev/full can't be written: the disk is full")]);
    expect(() => file.write()).toThrow('the disk is full');
    expect(() => file.sync()).toThrow('the disk is full');
    expect(file.lost).toBeGreaterThan(30);
    expect(file.lost).toBeLessThan(40);
    file.close();
  });
});
