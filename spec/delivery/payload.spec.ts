import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Parcel } from '../../lib/delivery/parcel.js';
import { bodyOf, compressed, headersOf, wrapperBytes } from '../../lib/delivery/payload.js';
import { VERSION } from '../../lib/message/version.js';
import { Pages } from '../../lib/queue/pages.js';
import { aBatch, aParcel } from './a-batch.js';

const SENT_AT = '2026-01-01T00:00:00.000Z';
const KEY = 'a-write-key';

function inOnePage(texts: readonly string[]): readonly Parcel[] {
  const pages = new Pages();
  return texts.map((text) => {
    const place = pages.write(text);
    if (place === undefined) throw new Error('It was not written.');
    return { messageId: 'm', ...place };
  });
}

function expected(texts: readonly string[]): string {
  return `{"sentAt":"${SENT_AT}","writeKey":"${KEY}","batch":[${texts.join(',')}]}`;
}

describe('the body of a batch request', () => {
  const texts = ['{"a":1}', '{"b":"ü€😀"}', '{"c":[1,2]}', '{"d":null}', '{"e":"x"}'];

  it.each([1, 2, 5])('holds %i messages as they were written, and nothing else', (count) => {
    const given = texts.slice(0, count);
    const body = bodyOf(inOnePage(given), KEY, SENT_AT);

    expect(body.toString('utf8')).toBe(expected(given));
  });

  const rows: readonly (readonly [
    string,
    (all: readonly Parcel[]) => readonly Parcel[],
    string[],
  ])[] = [
    [
      'with gaps between them',
      ([a, , c, , e]) => some(a, c, e),
      ['{"a":1}', '{"c":[1,2]}', '{"e":"x"}'],
    ],
    ['without the first', ([, b, c]) => some(b, c), ['{"b":"ü€😀"}', '{"c":[1,2]}']],
    ['in another order', ([a, b, c]) => some(c, a, b), ['{"c":[1,2]}', '{"a":1}', '{"b":"ü€😀"}']],
    ['the same one twice', ([a]) => some(a, a), ['{"a":1}', '{"a":1}']],
    [
      'in different pages',
      ([a, b]) => some(a, aParcel('x', '{"x":1}'), b),
      ['{"a":1}', '{"x":1}', '{"b":"ü€😀"}'],
    ],
  ];

  it.each(rows)('holds messages wherever they lie: %s', (_name, pick, content) => {
    const body = bodyOf(pick(inOnePage(texts)), KEY, SENT_AT);

    expect(body.toString('utf8')).toBe(expected(content));
  });

  it('holds messages over many pages', () => {
    const many = Array.from(
      { length: 2_000 },
      (_, index) => `{"n":${index},"t":"${'€'.repeat(40)}"}`,
    );

    expect(bodyOf(inOnePage(many), KEY, SENT_AT).toString('utf8')).toBe(expected(many));
  });

  it('does not change the messages, which may be sent again', () => {
    const batch = inOnePage(texts);
    const first = bodyOf(batch, KEY, SENT_AT);
    const second = bodyOf(batch, KEY, SENT_AT);

    expect(second).toEqual(first);
  });

  it('holds a key that needs escaping', () => {
    const body = bodyOf(aBatch(1), 'a"key\\ü', SENT_AT);

    expect(JSON.parse(body.toString('utf8'))).toMatchObject({ writeKey: 'a"key\\ü' });
  });

  it.each(['a', KEY, 'a"key\\', 'schlüssel-€'])(
    'has a wrapper of so many bytes with the key %j',
    (key) => {
      const text = '{"a":1}';
      const body = bodyOf([aParcel('m', text)], key, SENT_AT);

      expect(body.length).toBe(wrapperBytes(key) + text.length);
    },
  );
});

describe('the headers of a batch request', () => {
  it('are those of JSON, with who sends it and its authorization', () => {
    expect(headersOf('Basic abc', 1)).toEqual({
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': `waybill/${VERSION}`,
      authorization: 'Basic abc',
    });
  });

  it.each([
    [2, '1'],
    [3, '2'],
    [11, '10'],
  ])('of attempt %i say that it is retry %s', (attempt, count) => {
    expect(headersOf('Basic abc', attempt)).toMatchObject({ 'x-retry-count': count });
  });
});

describe('a compressed body', () => {
  it('is the same body', async () => {
    const body = Buffer.from(JSON.stringify({ text: 'ü'.repeat(2_000) }));
    const small = await compressed(body);

    expect(small?.length).toBeLessThan(body.length / 10);
    expect(gunzipSync(small ?? '')).toEqual(body);
  });

  it('is not made of less than 1 KiB', () => {
    expect(compressed(Buffer.alloc(1_023))).toBeUndefined();
    expect(compressed(Buffer.alloc(1_024))).toBeDefined();
  });
});

function some(...parcels: readonly (Parcel | undefined)[]): readonly Parcel[] {
  return parcels.filter((parcel) => parcel !== undefined);
}
