import type { JsonSchema } from '../document.js';
import { typesOf } from './type-differences.js';

/** The values that a schema names, by `enum`, `const`, or a pattern that is a list of words; none where it names none. */
export function allowedValues(schema: JsonSchema): readonly unknown[] | undefined {
  const named = [namedIn(schema['enum']), constantIn(schema), wordsIn(schema)];
  const [first, ...others] = named.filter((values) => values !== undefined);
  if (first === undefined) return undefined;
  const known = others.map((values) => new Set(values.map((value) => JSON.stringify(value))));
  return first.filter((value) => known.every((set) => set.has(JSON.stringify(value))));
}

/** All values that a schema allows, where they are few; more of them may be in here, never fewer. */
export function finiteValues(schema: JsonSchema): readonly unknown[] | undefined {
  const named = allowedValues(schema);
  if (named !== undefined) return named;
  const types = typesOf(schema);
  if (types === undefined || !types.every((type) => FEW.has(type))) return undefined;
  return types.flatMap((type) => FEW.get(type) ?? []);
}

/** Whether the pattern of a schema is a list of words for all that it allows: then it says what an enum would. */
export function limitsByPattern(schema: JsonSchema): boolean {
  return wordsIn(schema) !== undefined;
}

const FEW: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['boolean', [true, false]],
  ['null', [null]],
]);
const WORD_LIST = /^\^\(([^()[\]{}.*+?^$\\]+)\)\$$/;

function namedIn(values: unknown): readonly unknown[] | undefined {
  return Array.isArray(values) ? values : undefined;
}

function constantIn(schema: JsonSchema): readonly unknown[] | undefined {
  return 'const' in schema ? [schema['const']] : undefined;
}

function wordsIn(schema: JsonSchema): readonly unknown[] | undefined {
  const { pattern } = schema;
  const words = typeof pattern === 'string' ? WORD_LIST.exec(pattern)?.[1]?.split('|') : undefined;
  const others = typesOf(schema)?.filter((type) => type !== 'string');
  // A pattern says nothing of what is no text.
  if (words === undefined || others === undefined || !others.every((type) => FEW.has(type))) {
    return undefined;
  }
  const isText = typesOf(schema)?.includes('string') === true;
  return [...(isText ? words : []), ...others.flatMap((type) => FEW.get(type) ?? [])];
}
