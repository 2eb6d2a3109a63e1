import addFormats, { type FormatName } from 'ajv-formats';
import { INFER_LIMITS } from './limits.js';

interface TextFormat {
  readonly name: FormatName;
  /** Costs nearly nothing, and leaves out nearly all texts of other formats. */
  readonly mayBe: (text: string) => boolean;
  readonly test: (text: string) => boolean;
}

/**
 * The formats that are told apart. Each is tested as messages are when they are checked, and more strictly: to the validator
 * `order:7` is a URI.
 */
const FORMATS: readonly TextFormat[] = [
  format('date-time', (text) => text.length >= 20 && text[4] === '-'),
  format('date', (text) => text.length === 10 && text[4] === '-'),
  format('uuid', (text) => text.length === 36 && text[8] === '-'),
  format('email', (text) => text.includes('@')),
  format('uri', (text) => text.includes('://')),
  format('ipv4', (text) => text.length <= 15 && text.includes('.')),
  format('ipv6', (text) => text.length >= 3 && text.length <= 45 && text.includes(':')),
];

/** All formats: what a text may be before any is known. */
export const ANY_FORMAT = 2 ** FORMATS.length - 1;

/** Which of the formats in a set of bits a text has. */
export function formatsOf(text: string, among: number): number {
  if (text.length > INFER_LIMITS.formatLength) return 0;
  let found = 0;
  for (let index = 0; index < FORMATS.length; index += 1) {
    const bit = 1 << index;
    if ((among & bit) === 0) continue;
    const { mayBe, test } = FORMATS[index] as TextFormat;
    if (mayBe(text) && test(text)) found |= bit;
  }
  return found;
}

/** The name of the first of the formats in a set of bits. */
export function formatName(formats: number): string | undefined {
  return FORMATS.find((_, index) => (formats & (1 << index)) !== 0)?.name;
}

function format(name: FormatName, mayBe: (text: string) => boolean): TextFormat {
  const known = addFormats.default.get(name);
  const validate = typeof known === 'object' && 'validate' in known ? known.validate : known;
  if (validate instanceof RegExp) return { name, mayBe, test: (text) => validate.test(text) };
  if (typeof validate !== 'function') throw new TypeError(`The format ${name} has no test.`);
  return { name, mayBe, test: (text) => (validate as (text: string) => boolean)(text) };
}
