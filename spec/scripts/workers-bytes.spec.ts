import { createHmac } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

// What stands in the place of modules of Node.js in the build for workers, beside those modules themselves.
const standIn = <Exports>(name: string): Promise<Exports> =>
  import(`../../scripts/workers/${name}.mjs`) as Promise<Exports>;

const { Buffer: Stand } = await standIn<{ readonly Buffer: typeof Buffer }>('buffer');
const { createHmac: hmacOf } = await standIn<typeof import('node:crypto')>('node-crypto');
const zlib = await standIn<typeof import('node:zlib')>('node-zlib');

/** Any text that a program may hold: halves of pairs, marks of byte order and emoji among it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('\ud83d', '\ude00', '\u{1f600}', 'é', '\ufeff', '\u0000', '€', 'a'))
    .map((units) => units.join('')),
);

const bytes = fc.uint8Array({ maxLength: 64 });

describe('the Buffer of the build for workers, as the one of Node.js', () => {
  it('takes text', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect([...Stand.from(value)]).toEqual([...Buffer.from(value)]);
      }),
    );
  });

  it('counts the bytes of text', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(Stand.byteLength(value)).toBe(Buffer.byteLength(value));
      }),
    );
  });

  it('gives text, of any bytes and of any part of them', () => {
    fc.assert(
      fc.property(bytes, fc.nat(70), fc.nat(70), (value, from, to) => {
        const [own, other] = [Stand.from(value), Buffer.from(value)];
        expect(own.toString()).toBe(other.toString());
        expect(own.toString('utf8', from, to)).toBe(other.toString('utf8', from, to));
        expect(own.toString('base64')).toBe(other.toString('base64'));
      }),
    );
  });

  it('gives back text, but for halves of pairs', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(Stand.from(value).toString()).toBe(Buffer.from(value).toString());
      }),
    );
  });

  it('writes text at a place, whole characters only', () => {
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(40), (value, size, at) => {
        const start = Math.min(size, at);
        const [own, other] = [Stand.allocUnsafeSlow(size).fill(7), Buffer.alloc(size, 7)];
        expect(own.write(value, start)).toBe(other.write(value, start));
        expect([...own]).toEqual([...other]);
      }),
    );
  });

  it('copies a part to a place', () => {
    fc.assert(
      fc.property(bytes, fc.nat(80), fc.nat(64), fc.nat(64), (value, at, one, two) => {
        const [from, to] = [one, two]
          .map((end) => Math.min(end, value.length))
          .sort((a, b) => a - b);
        const [own, other] = [Stand.alloc(80), Buffer.alloc(80)];
        const copied = Stand.from(value).copy(own, at, from, to);
        expect(copied).toBe(Buffer.from(value).copy(other, at, from, to));
        expect([...own]).toEqual([...other]);
      }),
    );
  });

  it('joins chunks, shares the memory of a part, and copies what it is made of', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 5 }), (chunks) => {
        expect([...Stand.concat(chunks)]).toEqual([...Buffer.concat(chunks)]);
      }),
    );
    const source = new Uint8Array([1, 2, 3]);
    const own = Stand.from(source);
    source[0] = 9;
    own.subarray(1)[0] = 8;
    expect([...own]).toEqual([1, 8, 3]);
    expect(own.subarray(1)).toBeInstanceOf(Stand);
    expect(JSON.stringify(own)).toBe(JSON.stringify(Buffer.from([1, 8, 3])));
  });
});

describe('the hash of the build for workers', () => {
  it('is the HMAC of Node.js', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), text, (key, value) => {
        const expected = createHmac('sha256', key).update(value).digest('hex');
        expect(hmacOf('sha256', Stand.from(key)).update(value).digest('hex')).toBe(expected);
      }),
    );
  });
});

describe('the gzip of the build for workers', () => {
  it('gives what gunzip of Node.js reads', async () => {
    const compress = promisify(zlib.gzip);
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const small = await compress(Stand.from(value), { level: 1 });
        expect(small).toBeInstanceOf(Stand);
        expect(gunzipSync(Buffer.from(small)).toString()).toBe(Buffer.from(value).toString());
      }),
      { numRuns: 30 },
    );
  });

  it('gives nothing where the runtime can not compress, so that a body is sent as it is', async () => {
    const { CompressionStream } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, 'CompressionStream');
      expect(await promisify(zlib.gzip)(Stand.from('a body'), { level: 1 })).toBeUndefined();
    } finally {
      Object.assign(globalThis, { CompressionStream });
    }
  });
});
