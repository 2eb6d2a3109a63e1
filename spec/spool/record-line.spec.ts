import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linesOf, recordIn } from '../../lib/spool/record-line.js';
import { SEEDED } from '../support/seed.js';
import { aSpoolable } from './a-spoolable.js';

const anyJson = fc.json({ maxDepth: 3 });

function lineOf(json: string, ordinal = 7): Buffer {
  const lines = linesOf([aSpoolable('m-1', json)], ordinal);
  expect(lines.at(-1)).toBe(0x0a);
  return lines.subarray(0, -1);
}

describe('a line of a segment', () => {
  it('is JSON, with the number and the checksum of a message', () => {
    expect(JSON.parse(lineOf('{"a":1}', 2 ** 31 - 1).toString())).toEqual({
      n: 2_147_483_647,
      c: expect.stringMatching(/^[0-9a-f]{8}$/),
      m: { a: 1 },
    });
  });

  it('gives any message back as it was', () => {
    fc.assert(
      fc.property(fc.array(anyJson, { minLength: 1 }), fc.nat(), (texts, first) => {
        const lines = linesOf(
          texts.map((text) => aSpoolable('m-1', text)),
          first,
        );
        const read = lines
          .toString()
          .trimEnd()
          .split('\n')
          .map((line) => recordIn(Buffer.from(line)));
        expect(read.map((one) => one?.json.toString())).toEqual(texts);
        expect(read.map((one) => one?.ordinal)).toEqual(texts.map((_, index) => first + index));
      }),
      SEEDED,
    );
  });

  it('tells where a byte has changed, or not all of them are there', () => {
    fc.assert(
      fc.property(anyJson, fc.nat(), fc.integer({ min: 1, max: 255 }), (json, at, flip) => {
        const line = lineOf(json);
        const cut = line.subarray(0, at % line.length);
        expect(recordIn(cut)).toBeUndefined();

        const changed = Buffer.from(line);
        const index = at % line.length;
        changed[index] = (changed[index] ?? 0) ^ flip;
        expect(recordIn(changed)).toBeUndefined();
      }),
      SEEDED,
    );
  });

  it.each(['', '{', '{}', '[1]', '{"n":1,"c":"00000000","m":}', '{"n":1,"c":"zzzzzzzz","m":1}'])(
    'is none where it says something else: %j',
    (text) => {
      expect(recordIn(Buffer.from(text))?.json.toString() ?? '').toBe('');
    },
  );
});
