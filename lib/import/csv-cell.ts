import { isIsoTime } from '../message/iso-time.js';
import type { CsvType } from './csv-mapping.js';

export const CSV_TYPES: readonly CsvType[] = [
  'string',
  'number',
  'integer',
  'boolean',
  'date',
  'json',
];

/** A cell that is not of its column's type. */
export class CellError extends Error {
  override readonly name = 'CellError';
}

export interface Cell {
  readonly text: string;
  readonly type: CsvType;
  readonly column: string;
}

/** The value of a cell that is not empty. @throws CellError where it is not of its type */
export function readCell({ text, type, column }: Cell): unknown {
  if (type === 'string') return text;
  const value = READ[type](text.trim());
  if (value !== undefined) return value;
  throw new CellError(`has something else than ${WORDS[type]} in column "${column}"`);
}

const WORDS: Readonly<Record<CsvType, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no (true, false, yes, no, 1, 0)',
  date: 'a time (ISO 8601, or seconds or milliseconds since 1970)',
  json: 'JSON',
};

const READ: Readonly<Record<CsvType, (text: string) => unknown>> = {
  string: (text) => text,
  number: numberOf,
  integer: (text) => {
    const number = numberOf(text);
    return Number.isSafeInteger(number) ? number : undefined;
  },
  boolean: (text) => BOOLEANS.get(text.toLowerCase()),
  date: dateOf,
  json: (text) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  },
};

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

const SECONDS = /^\d{9,10}$/;
const MILLISECONDS = /^\d{12,13}$/;

/** As the wire has it. Databases write a space for the T, and leave the zone out, which is UTC then. */
function dateOf(text: string): string | undefined {
  if (SECONDS.test(text)) return new Date(Number(text) * 1_000).toISOString();
  if (MILLISECONDS.test(text)) return new Date(Number(text)).toISOString();
  const time = text.replace(/^(\d{4}-\d\d-\d\d) (\d)/, '$1T$2');
  if (!isIsoTime(time)) return undefined;
  const hasZone = time.length === 10 || /(Z|[+-]\d\d:?\d\d)$/.test(time);
  return new Date(hasZone ? time : `${time}Z`).toISOString();
}
