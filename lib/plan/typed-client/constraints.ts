import type { JsonSchema } from '../document.js';
import { prose } from './doc-comment.js';
import { pipedWords } from './piped-words.js';

type Sentence = (value: unknown) => string | undefined;

/** What a schema asks for that a type can't say, in words. */
const SENTENCES: readonly (readonly [string, Sentence])[] = [
  ['pattern', (value) => `Matches \`${prose(String(value)).replaceAll('\n', ' ')}\`.`],
  ['format', (value) => (value === 'date-time' ? undefined : `Format: ${prose(String(value))}.`)],
  ['minimum', (value) => `At least ${String(value)}.`],
  ['maximum', (value) => `At most ${String(value)}.`],
  ['exclusiveMinimum', (value) => `More than ${String(value)}.`],
  ['exclusiveMaximum', (value) => `Less than ${String(value)}.`],
  ['multipleOf', (value) => `A multiple of ${String(value)}.`],
  ['minLength', (value) => `At least ${counted(value, 'character')}.`],
  ['maxLength', (value) => `At most ${counted(value, 'character')}.`],
  ['minItems', (value) => `At least ${counted(value, 'item')}.`],
  ['maxItems', (value) => `At most ${counted(value, 'item')}.`],
  ['uniqueItems', (value) => (value === true ? 'No item twice.' : undefined)],
];

export function constraintsOf(schema: JsonSchema): string {
  const whole = schema['type'] === 'integer' ? ['A whole number.'] : [];
  const others = SENTENCES.flatMap(([keyword, sentence]) => {
    const value = schema[keyword];
    if (value === undefined || (keyword === 'pattern' && pipedWords(value) !== undefined))
      return [];
    return sentence(value) ?? [];
  });
  return [...whole, ...others].join(' ');
}

function counted(value: unknown, noun: string): string {
  return `${String(value)} ${noun}${value === 1 ? '' : 's'}`;
}
