import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import { printValue, textOfLines } from '../../page/model/print.js';
import { quoteText } from '../../page/model/quote.js';
import { jsonValues } from './messages.js';

describe('a value that is printed', () => {
  it('as JSON is what JSON.stringify gives', () => {
    fc.assert(
      fc.property(jsonValues, (value) => {
        expect(textOfLines(printValue(value, 'json'))).toBe(JSON.stringify(value, null, 2));
      }),
      SEEDED,
    );
  });

  it('as code is the same value when it is run', () => {
    fc.assert(
      fc.property(jsonValues, (value) => {
        const code = textOfLines(printValue(value, 'code'));

        expect(JSON.stringify(runInNewContext(`(${code})`))).toBe(JSON.stringify(value));
      }),
      SEEDED,
    );
  });

  it('says on which line a path begins', () => {
    const lines = printValue({ properties: { total: 1, products: [{ sku: 'a' }] } }, 'json');

    expect(lines.map(({ path }: { path: string }) => path)).toEqual([
      '',
      'properties',
      'properties.total',
      'properties.products',
      'properties.products.0',
      'properties.products.0.sku',
      '',
      '',
      '',
      '',
    ]);
  });

  it.each<['json' | 'code', (text: string) => unknown]>([
    ['json', (text: string) => JSON.parse(text)],
    ['code', (text: string) => runInNewContext(`(${text})`)],
  ])('does not exhaust the stack as %s', (dialect, read) => {
    const deep = JSON.parse(`${'['.repeat(3_000)}1${']'.repeat(3_000)}`);
    const text = textOfLines(printValue(deep, dialect));

    expect(text.split('\n').length).toBeLessThan(300);
    expect(JSON.stringify(read(text))).toBe(JSON.stringify(deep));
  });
});

describe('a text in quotes', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", "'it\\'s'"],
    ['say "so"', '\'say "so"\''],
    ['a\nb', "'a\\nb'"],
    ['back\\slash', "'back\\\\slash'"],
    ['\\"', "'\\\\\"'"],
    ['\u200b', "'\\u200b'"],
  ])('%j is %s', (text, quoted) => {
    expect(quoteText(text)).toBe(quoted);
  });
});
