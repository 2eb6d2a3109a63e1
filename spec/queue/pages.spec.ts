import { describe, expect, it } from '@jest/globals';
import { fitsInto, Pages, type Place } from '../../lib/queue/pages.js';

const COMMA = ','.charCodeAt(0);

function contentOf({ page, start, bytes }: Place): string {
  return page.toString('utf8', start, start + bytes);
}

describe('a text in a page', () => {
  it.each([
    '',
    'a',
    'ü',
    '€',
    '😀',
    '\ud800',
    '\udfff',
    'a\ud800b',
    '\udc00\ud800',
    '\u0000',
    'x'.repeat(8 * 1024 - 1),
    'x'.repeat(8 * 1024),
    '€'.repeat(3_000),
    '😀'.repeat(20_000),
    '\ud800'.repeat(30_000),
    'mixed: ü€😀\udfff'.repeat(1_000),
  ])('is there as UTF-8, with its exact count of bytes and a comma after it: %#', (text) => {
    const place = new Pages().write(text);
    const expected = Buffer.from(text);

    expect(place.bytes).toBe(expected.length);
    expect(place.page.subarray(place.start, place.start + place.bytes)).toEqual(expected);
    expect(place.page[place.start + place.bytes]).toBe(COMMA);
  });

  it.each([
    ['of one byte each', 'x'],
    ['of two bytes each', 'ü'],
    ['of three bytes each', '€'],
    ['of four bytes each', '😀'],
    ['of lone surrogates', '\ud800'],
  ])('has at most so many bytes as are allowed, with characters %s', (_name, character) => {
    const text = character.repeat(100);
    const bytes = Buffer.byteLength(text);

    expect(new Pages().write(text)).toMatchObject({ bytes });
    expect([fitsInto(bytes, text), fitsInto(bytes - 1, text)]).toEqual([true, false]);
  });
});

describe('texts in pages', () => {
  it('lie side by side, so that a batch is one piece of memory', () => {
    const pages = new Pages();
    const places = ['one', 'zwölf', 'drei'].map((text) => pages.write(text));
    const [first] = places;

    expect(new Set(places.map(({ page }) => page)).size).toBe(1);
    expect(first?.page.toString('utf8', 0, 16)).toBe('one,zwölf,drei,');
  });

  it('stay as they are while others are written, over many pages', () => {
    const pages = new Pages();
    const texts = Array.from({ length: 3_000 }, (_, index) => `${index}:${'€'.repeat(index % 90)}`);
    const places = texts.map((text) => pages.write(text));

    expect(places.map(contentOf)).toEqual(texts);
    expect(new Set(places.map(({ page }) => page)).size).toBeGreaterThan(2);
  });

  it('take pages that grow to 64 KiB and no further, but for a text that is larger', () => {
    const pages = new Pages();
    const sizes = new Set<number>();
    for (let count = 0; count < 600; count += 1) {
      sizes.add(pages.write('x'.repeat(1_000)).page.length);
    }

    expect([...sizes]).toEqual([8_192, 16_384, 32_768, 65_536]);
    expect(pages.write('x'.repeat(100_000)).page.length).toBe(100_001);
  });
});
