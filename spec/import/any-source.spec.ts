import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CsvMapping } from '../../lib/import/csv-mapping.js';
import type { ReadOptions } from '../../lib/import/read-options.js';
import type { ImportRecord } from '../../lib/import/record.js';
import { SEEDED } from '../support/seed.js';
import { positionOf, readBytes } from './reading.js';

const event = fc.oneof(
  fc.constantFrom(
    'Order Completed',
    'Öl gekauft',
    '注文完了',
    '\u{1F6D2}',
    'a "quote", \\ and a\nline',
  ),
  fc.string(),
);
const message = fc.record({
  type: fc.constant('track'),
  userId: fc.constant('u'),
  event,
  properties: fc.dictionary(
    fc.constantFrom('a', 'b,c', 'batch', '[{'),
    fc.jsonValue({ maxDepth: 2 }),
  ),
});
const cuts = fc.array(fc.nat(), { maxLength: 12 });

/** Texts of lines, each with as many records as it is to give. */
const line = fc.oneof(
  { weight: 6, arbitrary: message.map((one) => ({ text: JSON.stringify(one), records: 1 })) },
  fc.array(message, { maxLength: 3 }).map((many) => ({
    text: JSON.stringify({ batch: many }),
    records: many.length,
  })),
  fc.constantFrom('', '  ', '\t').map((text) => ({ text, records: 0 })),
  fc
    .constantFrom('{"type":', 'no JSON', '{"type":"tracks"}', '7')
    .map((text) => ({ text, records: 1 })),
);
const ndjson = fc
  .record({
    lines: fc.array(line, { maxLength: 8 }),
    feed: fc.constantFrom('\n', '\r\n'),
    hasEnd: fc.boolean(),
  })
  .map(({ lines, feed, hasEnd }) => ({
    bytes: Buffer.from(lines.map(({ text }) => text).join(feed) + (hasEnd ? feed : '')),
    records: lines.flatMap(({ records }, index) =>
      Array.from({ length: records }, () => index + 1),
    ),
  }));

const space = fc.constantFrom('', ' ', '\n  ', '\r\n\t');
const items = fc.array(fc.oneof(message, fc.constantFrom(7, null, 'text', {}, [])), {
  maxLength: 6,
});
const document = fc
  .record({ items, space, form: fc.constantFrom('list', 'body', 'values') })
  .map(({ items: given, space: between, form }) => {
    // Values that are empty lists give no record.
    const some = given.filter((one) => !(Array.isArray(one) && one.length === 0));
    const texts = some.map((one) => JSON.stringify(one, undefined, between === '' ? undefined : 1));
    const list = `[${between}${texts.join(`${between},${between}`)}${between}]`;
    const text =
      form === 'list'
        ? list
        : form === 'body'
          ? `{"sentAt":"2026-01-01","batch":${between}${list},${between}"context":{"a":[1,{}]}}\n`
          : texts.join('\n');
    return { bytes: Buffer.from(text), records: some.map((_, index) => index + 1) };
  });

const MAPPING: CsvMapping = { type: 'track', columns: { event: 'event', note: 'properties.note' } };
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = fc.array(fc.tuple(event, fc.string()), { maxLength: 6 }).map((rows) => {
  const lines = ['event,note', ...rows.map((row) => row.map(cell).join(','))];
  let ended = 0;
  const records = lines.map((text) => {
    ended += text.split('\n').length;
    return ended;
  });
  return { bytes: Buffer.from(`${lines.join('\n')}\n`), records: records.slice(1) };
});

const FORMATS = [
  ['lines', ndjson, { format: 'ndjson' }],
  ['JSON', document, { format: 'json' }],
  ['CSV', csv, { format: 'csv', mapping: MAPPING }],
] as const satisfies readonly (readonly [string, fc.Arbitrary<Given>, ReadOptions])[];

interface Given {
  readonly bytes: Buffer;
  /** The line or item of each record. */
  readonly records: readonly number[];
}

function plain(records: readonly ImportRecord[]): unknown {
  return records.map((record) => ({ ...record }));
}

describe.each(FORMATS)(
  'a source of %s',
  (_name, any: fc.Arbitrary<Given>, options: ReadOptions) => {
    it('gives every record once, in its line, whatever the pieces are in which it comes', async () => {
      const property = fc.asyncProperty(any, cuts, async ({ bytes, records }, places) => {
        const read = await readBytes(bytes, { ...options, cuts: places });
        expect(read.map(({ line: number }) => number)).toEqual(records);
        expect(plain(read)).toEqual(plain(await readBytes(bytes, options)));
      });
      await fc.assert(property, SEEDED);
    });

    it('is what it is by its beginning, whatever the pieces are in which it comes', async () => {
      const { format, ...rest } = options;
      const property = fc.asyncProperty(any, cuts, async ({ bytes }, places) => {
        const read = await readBytes(bytes, { ...rest, cuts: places });
        expect(plain(read)).toEqual(plain(await readBytes(bytes, rest)));
      });
      await fc.assert(property, { ...SEEDED, numRuns: 100 });
    });

    it('is the same when it is packed', async () => {
      const property = fc.asyncProperty(any, cuts, async ({ bytes }, places) => {
        const packed = await readBytes(gzipSync(bytes), { ...options, cuts: places });
        expect(plain(packed)).toEqual(plain(await readBytes(bytes, options)));
      });
      await fc.assert(property, { ...SEEDED, numRuns: 50 });
    });

    it('gives exactly the rest behind any record, with the same ids', async () => {
      const property = fc.asyncProperty(any, cuts, fc.nat(), async ({ bytes }, places, seed) => {
        const all = await readBytes(bytes, options);
        if (all.length === 0) return;
        const index = seed % all.length;
        const at = positionOf(all[index] as ImportRecord);
        const rest = await readBytes(bytes, { ...options, cuts: places, at });
        expect(plain(rest)).toEqual(plain(all.slice(index + 1)));
      });
      await fc.assert(property, SEEDED);
    });

    it('has ids that differ from line to line, and from source to source alone', async () => {
      const property = fc.asyncProperty(any, async ({ bytes }) => {
        const read = await readBytes(bytes, options);
        const ids = read.flatMap(({ message: found }) => found?.messageId ?? []);
        expect(new Set(ids).size).toBe(ids.length);
      });
      await fc.assert(property, { ...SEEDED, numRuns: 50 });
    });
  },
);
