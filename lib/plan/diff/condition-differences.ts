import type { JsonSchema } from '../document.js';
import { at, type Comparison, type Pair, type Position } from './comparison.js';
import type { Difference, Found } from './difference.js';
import { typesOf } from './type-differences.js';

/** What differs between two schemas about the items of a list, and about conditions. */
export function conditionDifferences(
  comparison: Comparison,
  pair: Pair,
  position: Position,
): readonly Difference[] {
  return [
    ...itemDifferences(comparison, pair, position),
    ...allOfDifferences(comparison, pair, position),
    ...anyOfDifferences(comparison, pair, position),
    ...CONDITIONS.flatMap((keywords) => otherDifferences({ comparison, pair, position, keywords })),
    ...unevaluatedDifferences(pair, position),
  ];
}

const TUPLE = ['items', 'additionalItems', 'prefixItems'];

function itemDifferences(
  comparison: Comparison,
  pair: Pair,
  position: Position,
): readonly Difference[] {
  if (typesOf(pair.before)?.includes('array') === false) return [];
  const { before, after } = pair;
  if (isTuple(before) || isTuple(after)) {
    return otherDifferences({ comparison, pair, position, keywords: TUPLE });
  }
  const item = { keys: [...position.keys, '$'], planned: position.planned?.items };
  return comparison.compare(before['items'] ?? true, after['items'] ?? true, item);
}

/** A list whose items have schemas by their places. */
function isTuple(schema: JsonSchema): boolean {
  return Array.isArray(schema['items']) || 'additionalItems' in schema || 'prefixItems' in schema;
}

function allOfDifferences(
  comparison: Comparison,
  { before, after }: Pair,
  position: Position,
): readonly Difference[] {
  const [was, is] = [listIn(before, 'allOf'), listIn(after, 'allOf')];
  const differences = is.flatMap((part, index) => {
    const isKept =
      was.some((other) => !comparison.breaks(other, part, position)) ||
      !comparison.breaks(before, part, position);
    return isKept ? [] : comparison.compare(was[index] ?? true, part, position);
  });
  if (was.length <= is.length) return differences;
  return [
    ...differences,
    at(position, { ...EASED, text: 'has to meet fewer schemas (allOf) now' }),
  ];
}

/** What was possible before has to fit one of the choices. */
function anyOfDifferences(
  comparison: Comparison,
  { before, after }: Pair,
  position: Position,
): readonly Difference[] {
  const [was, is] = [listIn(before, 'anyOf'), listIn(after, 'anyOf')];
  if (comparison.isSame({ anyOf: was }, { anyOf: is })) return [];
  if (is.length === 0) return [at(position, { ...EASED, text: 'has no choices (anyOf) any more' })];
  const fits = (part: unknown): boolean =>
    is.some((choice) => !comparison.breaks(part, choice, position));
  const isWider = (was.length > 0 && was.every(fits)) || fits(before);
  const effect = isWider ? 'safe' : 'breaking';
  const text = 'has other choices (anyOf) now';
  return [at(position, { code: 'condition-changed', effect, text })];
}

/** What is compared as a whole: whether what has changed asks for more can't be told. */
const CONDITIONS: readonly (readonly string[])[] = [
  ['not'],
  ['oneOf'],
  ['if', 'then', 'else'],
  ['dependencies'],
  ['dependentRequired'],
  ['dependentSchemas'],
  ['propertyNames'],
  ['contains', 'minContains', 'maxContains'],
  ['formatMinimum', 'formatMaximum', 'formatExclusiveMinimum', 'formatExclusiveMaximum'],
  ['$ref'],
  ['$dynamicRef', '$recursiveRef'],
];

interface Condition {
  readonly comparison: Comparison;
  readonly pair: Pair;
  readonly position: Position;
  readonly keywords: readonly string[];
}

function otherDifferences(condition: Condition): readonly Difference[] {
  const { comparison, pair, position, keywords } = condition;
  const [before, after] = [only(pair.before, keywords), only(pair.after, keywords)];
  if (comparison.isSame(before, after)) return [];
  const name = keywords.filter((keyword) => keyword in before || keyword in after).join(', ');
  if (Object.keys(after).length === 0) {
    return [at(position, { ...EASED, text: `has no condition (${name}) any more` })];
  }
  const text = `has another condition (${name}) now`;
  return [at(position, { code: 'condition-changed', effect: 'breaking', text })];
}

/** What these say depends on everything beside them, and something there has changed. */
function unevaluatedDifferences({ after }: Pair, position: Position): readonly Difference[] {
  const names = ['unevaluatedProperties', 'unevaluatedItems'].filter(
    (keyword) => keyword in after && after[keyword] !== true,
  );
  return names.map((name) => {
    const text = `has a condition (${name}) that what changed beside it may break`;
    return at(position, { code: 'condition-changed', effect: 'breaking', text });
  });
}

const EASED: Omit<Found, 'text'> = { code: 'condition-changed', effect: 'safe' };

function only(schema: JsonSchema, keywords: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => keywords.includes(name)));
}

function listIn(schema: JsonSchema, keyword: string): readonly unknown[] {
  const list = schema[keyword];
  return Array.isArray(list) ? list : [];
}
