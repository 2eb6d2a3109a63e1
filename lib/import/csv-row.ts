import { setMember } from '../base/bag.js';
import { describe } from '../base/describe.js';
import type { RawMessage } from '../message/call.js';
import { MESSAGE_TYPES } from '../message/message.js';
import { CSV_TYPES, readCell } from './csv-cell.js';
import type { CsvColumn, CsvMapping, CsvType } from './csv-mapping.js';
import { ImportError } from './import-error.js';

interface Target {
  readonly field: string;
  readonly type: CsvType;
}

type Columns = ReadonlyMap<string, Target>;

const KEYS = ['type', 'event', 'columns', 'constants', 'delimiter'];

/** A mapping that was checked. */
export class CsvRow {
  readonly delimiter: string;
  readonly #columns: Columns;
  readonly #constants: readonly (readonly [path: readonly string[], value: unknown])[];

  /** @throws ImportError that names what is wrong with the mapping */
  constructor(mapping: CsvMapping) {
    checkMapping(mapping);
    const { type, event, constants = {}, delimiter = ',' } = mapping;
    this.delimiter = delimiter;
    this.#columns = columnsOf(mapping.columns);
    const fixed = { ...(type && { type }), ...(event && { event }), ...constants };
    this.#constants = Object.entries(fixed).map(([path, value]) => [path.split('.'), value]);
    const fields = [...this.#columns.values()].map(({ field }) => field);
    if (Object.hasOwn(fixed, 'type') || fields.includes('type')) return;
    throw wrong(
      'type',
      'nothing',
      `one of ${MESSAGE_TYPES.join(', ')}, or a column of the field type`,
    );
  }

  /**
   * What makes a message of the cells of a row, for a file with these columns.
   * @throws ImportError for a column of the mapping that the file does not have
   */
  reader(name: string, header: readonly string[]): (cells: readonly string[]) => RawMessage {
    const cells = [...this.#columns].map(([column, { field, type }]) => {
      const index = header.indexOf(column);
      if (index === -1) throw missing(name, column, header);
      return { index, column, type, path: field.split('.') };
    });
    return (row) => {
      const message: Record<string, unknown> = {};
      for (const [path, value] of this.#constants) setPath(message, path, value);
      for (const { index, column, type, path } of cells) {
        const text = row[index] as string;
        // An empty cell says nothing.
        if (text !== '') setPath(message, path, readCell({ text, type, column }));
      }
      return message as unknown as RawMessage;
    };
  }
}

function checkMapping(mapping: unknown): asserts mapping is CsvMapping {
  if (!isObject(mapping)) throw wrong('mapping', describe(mapping), 'an object with columns');
  const unknown = Object.keys(mapping).find((key) => !KEYS.includes(key));
  if (unknown !== undefined)
    throw wrong(unknown, 'a field that is not known', `one of ${KEYS.join(', ')}`);
  const { type, event, columns, constants = {}, delimiter = ',' } = mapping;
  if (type !== undefined && !MESSAGE_TYPES.some((known) => known === type)) {
    throw wrong('type', describe(type), `one of ${MESSAGE_TYPES.join(', ')}`);
  }
  if (event !== undefined && (typeof event !== 'string' || event === '')) {
    throw wrong('event', describe(event), 'a text that is not empty');
  }
  if (!isObject(columns) || Object.keys(columns).length === 0) {
    throw wrong(
      'columns',
      describe(columns),
      'an object with a field for each column: { "user": "userId" }',
    );
  }
  if (!isObject(constants))
    throw wrong('constants', describe(constants), 'an object of fields and values');
  if (typeof delimiter !== 'string' || !isDelimiter(delimiter)) {
    throw wrong(
      'delimiter',
      describe(delimiter),
      'one ASCII character, no quote and no line break',
    );
  }
}

function columnsOf(given: Readonly<Record<string, unknown>>): Columns {
  return new Map(
    Object.entries(given).map(([column, one]) => [column, columnOf(column, one)] as const),
  );
}

function columnOf(column: string, given: unknown): Target {
  const { field, type = 'string' } =
    typeof given === 'string' ? { field: given } : ((given ?? {}) as Partial<CsvColumn>);
  const where = `columns.${column}`;
  if (typeof field !== 'string' || !/^[^.]+(\.[^.]+)*$/.test(field)) {
    throw wrong(
      where,
      describe(given),
      'the path of a field, as userId or properties.total, or { field, type }',
    );
  }
  const known = CSV_TYPES.find((one) => one === type);
  if (known === undefined)
    throw wrong(`${where}.type`, describe(type), `one of ${CSV_TYPES.join(', ')}`);
  return { field, type: known };
}

function setPath(message: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let bag = message;
  for (const [index, key] of path.entries()) {
    if (index === path.length - 1) {
      setMember(bag, key, value);
      return;
    }
    const inner: unknown = Object.hasOwn(bag, key) ? bag[key] : undefined;
    const next = isObject(inner) ? inner : {};
    setMember(bag, key, next);
    bag = next;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(field: string, found: string, expected: string): ImportError {
  return new ImportError(`The mapping: ${field} must be ${expected}; found ${found}.`);
}

function missing(name: string, column: string, header: readonly string[]): ImportError {
  const columns = header.slice(0, 20).join(', ');
  return new ImportError(
    `${name} has no column "${column}", which the mapping names. Its columns are ${columns}${header.length > 20 ? ' …' : ''}.`,
  );
}

function isDelimiter(text: string): boolean {
  const code = text.charCodeAt(0);
  return text.length === 1 && code > 0 && code < 0x7f && !'"\r\n'.includes(text);
}
