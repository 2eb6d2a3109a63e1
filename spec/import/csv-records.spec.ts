import { describe, expect, it } from '@jest/globals';
import type { CsvMapping } from '../../lib/import/csv-mapping.js';
import { CsvRow } from '../../lib/import/csv-row.js';
import { MAX_LINE_BYTES } from '../../lib/import/line-records.js';
import { NAME, readBytes } from './reading.js';

const MAPPING: CsvMapping = {
  type: 'track',
  event: 'Order Completed',
  columns: {
    customer: 'userId',
    at: { field: 'timestamp', type: 'date' },
    total: { field: 'properties.total', type: 'number' },
    items: { field: 'properties.items', type: 'integer' },
    gift: { field: 'properties.is_gift', type: 'boolean' },
    extra: { field: 'properties.extra', type: 'json' },
  },
  constants: { 'context.app.name': 'shop', 'integrations.All': false },
};
const HEADER = 'customer,at,total,items,gift,extra,unused';

async function read(text: string, mapping: CsvMapping = MAPPING) {
  const records = await readBytes(text, { format: 'csv', mapping });
  return records.map(({ line, message, problem }) => [
    line,
    problem?.kind ?? message,
    problem?.text,
  ]);
}

describe('rows of CSV', () => {
  it('become messages by a mapping, with values of their types', async () => {
    const [row] = await readBytes(
      `\uFEFF${HEADER}\r\n"7, no ""8""",2026-01-02 03:04:05,12.50,3,yes,"{""a"":[1]}",x\r\n`,
      { format: 'csv', mapping: MAPPING },
    );

    expect(row?.message).toEqual({
      type: 'track',
      event: 'Order Completed',
      messageId: expect.stringMatching(/-5[\da-f]{3}-/),
      userId: '7, no "8"',
      timestamp: '2026-01-02T03:04:05.000Z',
      properties: { total: 12.5, items: 3, is_gift: true, extra: { a: [1] } },
      context: { app: { name: 'shop' } },
      integrations: { All: false },
    });
    expect(row).toMatchObject({ line: 2, unit: 'line' });
  });

  it('leave out what is empty', async () => {
    const [[, message] = []] = await read(`${HEADER}\n7,,,,,,\n`);

    expect(message).not.toHaveProperty('timestamp');
    expect(message).not.toHaveProperty('properties');
  });

  it.each([
    ['date', '2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['date', '2026-01-02T03:04:05+01:00', '2026-01-02T02:04:05.000Z'],
    ['date', '1767323045', '2026-01-02T03:04:05.000Z'],
    ['date', '1767323045123', '2026-01-02T03:04:05.123Z'],
    ['number', '-1e3', -1_000],
    ['integer', ' 42 ', 42],
    ['boolean', 'FALSE', false],
    ['json', 'null', null],
    ['string', ' as it is ', ' as it is '],
  ] as const)('have a %s in %s', async (type, text, value) => {
    const mapping = { type: 'identify', columns: { x: { field: 'traits.x', type } } } as const;
    const [[, message] = []] = await read(`x\n${text}\n`, mapping);

    expect(message).toMatchObject({ traits: { x: value } });
  });

  it.each([
    ['date', 'soon', 'has something else than a time (ISO 8601'],
    ['number', '1,5', 'has something else than a number in column "x"'],
    ['number', '0x10', 'has something else than a number'],
    ['integer', '1.5', 'has something else than a whole number'],
    ['boolean', 'maybe', 'has something else than yes or no'],
    ['json', '{', 'has something else than JSON'],
  ] as const)('that have no %s are told: %s', async (type, text, why) => {
    const mapping = { type: 'identify', columns: { x: { field: 'traits.x', type } } } as const;

    expect(await read(`x\n"${text}"\n`, mapping)).toEqual([
      [2, 'value', expect.stringContaining(why)],
    ]);
  });

  it('that are wrong are told, and the others go on', async () => {
    const rows = [
      '1,,,,,,',
      '2,3',
      '3,,,,,,,8',
      'a"b,,,,,,',
      '',
      `${'x'.repeat(MAX_LINE_BYTES)},,,,,,`,
      '5,,,,,,',
    ];
    const found = await read(`${HEADER}\n${rows.join('\n')}\n`);

    expect(
      found.map(([line, kind]) => [line, typeof kind === 'string' ? kind : 'message']),
    ).toEqual([
      [2, 'message'],
      [3, 'columns'],
      [4, 'columns'],
      [5, 'columns'],
      [7, 'too-long'],
      [8, 'message'],
    ]);
    expect(found[1]?.[2]).toBe('has 2 columns, and the first line has 7');
  });

  it('that are not ended do not swallow the file', async () => {
    const many = Array.from({ length: 300_000 }, () => '1,,,,,,').join('\n');
    const found = await read(`${HEADER}\n"2,,,,,,\n${many}\n`);

    expect(found[0]?.[1]).toBe('too-long');
    expect(found.length).toBeGreaterThan(100_000);
    expect(found.at(-1)?.[1]).toMatchObject({ userId: '1' });
  });

  it('need a mapping, and the columns that it names', async () => {
    await expect(readBytes('a,b\n1,2\n', { format: 'csv' })).rejects.toThrow(
      `${NAME} is CSV, and nothing says how its columns become messages: give a mapping`,
    );
    await expect(read('customer,at\n1,2\n')).rejects.toThrow(
      `${NAME} has no column "total", which the mapping names. Its columns are customer, at.`,
    );
  });
});

describe('a mapping', () => {
  it.each([
    [undefined, 'The mapping: mapping must be an object with columns'],
    [{ columns: { a: 'userId' } }, 'The mapping: type must be one of identify'],
    [{ type: 'tracks', columns: { a: 'userId' } }, 'The mapping: type must be one of identify'],
    [{ type: 'track', column: {} }, 'The mapping: column must be one of type, event, columns'],
    [
      { type: 'track', columns: {} },
      'The mapping: columns must be an object with a field for each',
    ],
    [
      { type: 'track', columns: { a: 'x..y' } },
      'The mapping: columns.a must be the path of a field',
    ],
    [
      { type: 'track', columns: { a: { field: 'x', type: 'int' } } },
      'The mapping: columns.a.type must be one of string',
    ],
    [
      { type: 'track', columns: { a: 'x' }, delimiter: '||' },
      'The mapping: delimiter must be one ASCII',
    ],
    [{ type: 'track', columns: { a: 'x' }, event: '' }, 'The mapping: event must be a text'],
    [
      { type: 'track', columns: { a: 'x' }, constants: [] },
      'The mapping: constants must be an object',
    ],
  ])('that is wrong is told by its field', (mapping, text) => {
    expect(() => new CsvRow(mapping as never)).toThrow(text);
  });

  it('may leave the call to a column', async () => {
    const mapping = { columns: { call: 'type', who: 'userId' }, delimiter: ';' };

    expect(await read('call;who\nidentify;u\ntracks;u\n', mapping)).toEqual([
      [2, expect.objectContaining({ type: 'identify', userId: 'u' }), undefined],
      [3, 'no-message', expect.any(String)],
    ]);
  });

  it('sets no prototype', async () => {
    const mapping = { type: 'identify', columns: { x: 'traits.__proto__.polluted' } } as const;
    await read('x\nyes\n', mapping);

    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a quote that nobody closes', () => {
  it('is told with the last line, and with what is wrong', async () => {
    const row = '7,2026-01-02,1,1,yes,{},x';

    expect(await read(`${HEADER}\n${row}\n8,"open\n${row}\n`)).toEqual([
      [2, expect.anything(), undefined],
      [4, 'columns', expect.stringContaining('ends within a quote that is not closed')],
    ]);
  });
});
