import type { JsonSchema } from '../document.js';
import type { Found } from './difference.js';

const LEAST = [
  ['minLength', 'characters'],
  ['minItems', 'items'],
  ['minProperties', 'properties'],
] as const;
const MOST = [
  ['maxLength', 'characters'],
  ['maxItems', 'items'],
  ['maxProperties', 'properties'],
] as const;

/** What changed about how large a value may be. */
export function rangeDifferences(before: JsonSchema, after: JsonSchema): readonly Found[] {
  return [
    ...edgeDifferences(lowestOf(before), lowestOf(after), 'at least'),
    ...edgeDifferences(highestOf(before), highestOf(after), 'at most'),
    ...LEAST.flatMap(([keyword, unit]) =>
      sizeDifferences(sizeIn(before, keyword), sizeIn(after, keyword), `at least % ${unit}`),
    ),
    ...MOST.flatMap(([keyword, unit]) =>
      sizeDifferences(sizeIn(before, keyword), sizeIn(after, keyword), `at most % ${unit}`),
    ),
    ...multipleDifferences(before['multipleOf'], after['multipleOf']),
    ...uniqueDifferences(before['uniqueItems'] === true, after['uniqueItems'] === true),
  ];
}

/** An end of a range of numbers: whether it is in it itself. */
interface Edge {
  readonly value: number;
  readonly isIn: boolean;
}

function lowestOf({ minimum, exclusiveMinimum }: JsonSchema): Edge | undefined {
  return edgeOf(minimum, exclusiveMinimum, Math.max);
}

function highestOf({ maximum, exclusiveMaximum }: JsonSchema): Edge | undefined {
  return edgeOf(maximum, exclusiveMaximum, Math.min);
}

function edgeOf(
  inside: unknown,
  outside: unknown,
  tighter: (...values: readonly number[]) => number,
): Edge | undefined {
  const values = [inside, outside].filter((value) => typeof value === 'number');
  if (values.length === 0) return undefined;
  const value = tighter(...values);
  return { value, isIn: value !== outside };
}

function edgeDifferences(
  was: Edge | undefined,
  is: Edge | undefined,
  word: 'at least' | 'at most',
): readonly Found[] {
  if (was?.value === is?.value && was?.isIn === is?.isIn) return [];
  const says = ({ value, isIn }: Edge): string => {
    if (isIn) return `${word} ${value}`;
    return `${word === 'at least' ? 'more' : 'less'} than ${value}`;
  };
  if (is === undefined) {
    if (was === undefined) return [];
    const text = `needs not be ${says(was)} any more`;
    return [{ code: 'range-changed', effect: 'safe', text }];
  }
  const sign = word === 'at least' ? 1 : -1;
  const isWider =
    was !== undefined &&
    ((is.value - was.value) * sign < 0 || (is.value === was.value && (is.isIn || !was.isIn)));
  const end = was === undefined ? '' : `; it was ${says(was)}`;
  const text = `must be ${says(is)} now${end}`;
  return [{ code: 'range-changed', effect: isWider ? 'safe' : 'breaking', text }];
}

function sizeIn(schema: JsonSchema, keyword: string): number | undefined {
  const size = schema[keyword];
  return typeof size === 'number' ? size : undefined;
}

function sizeDifferences(
  was: number | undefined,
  is: number | undefined,
  words: `at ${'least' | 'most'} % ${string}`,
): readonly Found[] {
  const isLeast = words.startsWith('at least');
  const none = isLeast ? 0 : Number.POSITIVE_INFINITY;
  const [before, after] = [was ?? none, is ?? none];
  if (before === after) return [];
  const effect = (isLeast ? after > before : after < before) ? 'breaking' : 'safe';
  const says = (size: number): string =>
    (size === 1 ? words.replace(/s$/, '').replace('propertie', 'property') : words).replace(
      '%',
      String(size),
    );
  if (is === undefined) {
    const text = `needs not have ${says(before)} any more`;
    return [{ code: 'range-changed', effect, text }];
  }
  const end = was === undefined ? '' : `; it was ${was}`;
  return [{ code: 'range-changed', effect, text: `must have ${says(is)} now${end}` }];
}

function multipleDifferences(was: unknown, is: unknown): readonly Found[] {
  if (was === is) return [];
  if (typeof is !== 'number') {
    const text = `needs not be a multiple of ${String(was)} any more`;
    return [{ code: 'range-changed', effect: 'safe', text }];
  }
  // Of fractions, what a multiple is depends on rounding.
  const isWider =
    typeof was === 'number' && Number.isInteger(was) && Number.isInteger(is) && was % is === 0;
  const text = `must be a multiple of ${is} now`;
  return [{ code: 'range-changed', effect: isWider ? 'safe' : 'breaking', text }];
}

function uniqueDifferences(was: boolean, is: boolean): readonly Found[] {
  if (was === is) return [];
  return is
    ? [{ code: 'range-changed', effect: 'breaking', text: 'must not have an item twice now' }]
    : [{ code: 'range-changed', effect: 'safe', text: 'may have an item twice now' }];
}
