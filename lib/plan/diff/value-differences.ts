import { Compiler } from '../compile.js';
import type { JsonSchema } from '../document.js';
import { allowedValues, finiteValues, limitsByPattern } from './allowed-values.js';
import type { Found } from './difference.js';
import { rangeDifferences } from './range-differences.js';
import { areDisjoint, typesDifference } from './type-differences.js';

/** What two schemas say differently of a value by itself: its type, values, pattern, format and range. */
export function valueDifferences(before: JsonSchema, after: JsonSchema): readonly Found[] {
  const types = typesDifference(before, after);
  // What else is said of another type is no change of this one.
  if (types !== undefined && areDisjoint(before, after)) return [types];
  const found = [
    ...(types === undefined ? [] : [types]),
    ...limitDifferences(before, after),
    ...patternDifferences(before, after),
    ...formatDifferences(before, after),
    ...rangeDifferences(before, after),
  ];
  const isFitting = fittingOf(before, after);
  return found.map((one) =>
    one.effect === 'breaking' && isFitting() ? { ...one, effect: 'safe' } : one,
  );
}

const VALUE_KEYWORDS = (
  'type nullable enum const pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
  'minLength maxLength'
).split(' ');

/** Whether all values that were allowed still are, where there are few enough to ask. */
function fittingOf(before: JsonSchema, after: JsonSchema): () => boolean {
  let answer: boolean | undefined;
  return () => {
    if (answer !== undefined) return answer;
    const values = finiteValues(before);
    const own = Object.entries(after).filter(([keyword]) => VALUE_KEYWORDS.includes(keyword));
    const validate = values && new Compiler().compile(Object.fromEntries(own), 'draft-07');
    const isPlain = values?.every((value) => typeof value !== 'object' || value === null) ?? false;
    answer = isPlain && values?.every((value) => validate?.(value) === undefined) === true;
    return answer;
  };
}

function limitDifferences(before: JsonSchema, after: JsonSchema): readonly Found[] {
  const [was, is] = [allowedValues(before), allowedValues(after)];
  if (was === undefined && is === undefined) return [];
  if (was === undefined) {
    const text = `may be ${valuesText(is ?? [], 'or')} alone now`;
    return [{ code: 'values-removed', effect: 'breaking', text }];
  }
  if (is === undefined) {
    const text = `may be others than ${valuesText(was, 'and')} now`;
    return [{ code: 'values-added', effect: 'safe', text }];
  }
  const [removed, added] = [without(was, is), without(is, was)];
  const found: Found[] = [];
  if (removed.length > 0) {
    const text = `may no longer be ${valuesText(removed, 'or')}`;
    found.push({ code: 'values-removed', effect: 'breaking', text });
  }
  if (added.length > 0) {
    const text = `may be ${valuesText(added, 'or')}, too`;
    found.push({ code: 'values-added', effect: 'safe', text });
  }
  return found;
}

function without(values: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const known = new Set(others.map((value) => JSON.stringify(value)));
  return values.filter((value) => !known.has(JSON.stringify(value)));
}

function patternDifferences(before: JsonSchema, after: JsonSchema): readonly Found[] {
  const [was, is] = [limitsByPattern(before), limitsByPattern(after)].map((isLimit, index) =>
    isLimit ? undefined : [before, after][index]?.['pattern'],
  );
  return wordDifferences({ was, is, code: 'pattern-changed', name: 'pattern' });
}

function formatDifferences(before: JsonSchema, after: JsonSchema): readonly Found[] {
  const [was, is] = [before['format'], after['format']];
  return wordDifferences({ was, is, code: 'format-changed', name: 'format' });
}

interface Words {
  readonly was: unknown;
  readonly is: unknown;
  readonly code: Found['code'];
  readonly name: string;
}

function wordDifferences({ was, is, code, name }: Words): readonly Found[] {
  if (was === is) return [];
  if (is === undefined) {
    return [{ code, effect: 'safe', text: `needs no ${name} any more; it was ${String(was)}` }];
  }
  const text =
    was === undefined
      ? `must have the ${name} ${String(is)} now`
      : `must have the ${name} ${String(is)} now; it was ${String(was)}`;
  return [{ code, effect: 'breaking', text }];
}

const MAX_VALUES = 8;

function valuesText(values: readonly unknown[], word: 'and' | 'or'): string {
  const texts = values.slice(0, MAX_VALUES).map((value) => JSON.stringify(value));
  const more = values.length - texts.length;
  if (more > 0) return `${texts.join(', ')} … (${more} more)`;
  const last = texts.pop() ?? '';
  return texts.length === 0 ? last : `${texts.join(', ')} ${word} ${last}`;
}
