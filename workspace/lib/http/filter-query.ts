import type { Filter } from '../entry/filter.js';
import { isMessageType } from '../entry/stored-message.js';
import type { Extent } from '../store/store.js';
import { QueryError } from './api-error.js';

type Query = Readonly<Record<string, string>>;

const TEXTS = [
  'event',
  'userId',
  'anonymousId',
  'messageId',
  'source',
  'reason',
  'violation',
] as const;
const OUTCOMES = ['accepted', 'rejected', 'duplicate', 'any'] as const;
const ORDERS = ['asc', 'desc'] as const;
export const MAX_LIMIT = 10_000;
/** The parameters that {@link filterOf} reads. */
export const FILTERS = [
  ...TEXTS,
  'type',
  'outcome',
  'problems',
  'violations',
  'q',
  'since',
  'until',
  'after',
  'before',
] as const;

/** @throws QueryError for a parameter that there is not */
export function checkNames(query: Query, known: readonly string[]): void {
  const name = Object.keys(query).find((one) => !known.includes(one));
  if (name === undefined) return;
  throw new QueryError(`There is no parameter ${name}; there are ${known.join(', ')}.`);
}

/** @throws QueryError */
export function filterOf(query: Query): Filter {
  const { type, outcome, problems, violations, q, since, until, after, before } = query;
  if (type !== undefined && !isMessageType(type)) {
    throw new QueryError(`type must be one of the six calls; found ${type}.`);
  }
  const texts = TEXTS.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]]));
  return {
    ...(Object.fromEntries(texts) as Filter),
    ...(type === undefined ? {} : { type }),
    ...(outcome === undefined ? {} : { outcome: oneOf('outcome', outcome, OUTCOMES) }),
    ...(problems === undefined || problems === '0' ? {} : { hasProblems: true }),
    ...(violations === undefined || violations === '0' ? {} : { hasViolations: true }),
    ...(q === undefined || q === '' ? {} : { text: q }),
    ...(since === undefined ? {} : { since: timeOf('since', since) }),
    ...(until === undefined ? {} : { until: timeOf('until', until) }),
    ...(after === undefined ? {} : { after: numberOf('after', after, 0, Number.MAX_SAFE_INTEGER) }),
    ...(before === undefined
      ? {}
      : { before: numberOf('before', before, 0, Number.MAX_SAFE_INTEGER) }),
  };
}

/** @throws QueryError */
export function extentOf({ limit, order }: Query): Extent {
  return {
    ...(limit === undefined ? {} : { limit: numberOf('limit', limit, 1, MAX_LIMIT) }),
    ...(order === undefined ? {} : { order: oneOf('order', order, ORDERS) }),
  };
}

/** @throws QueryError */
export function numberOf(name: string, text: string, min: number, max: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new QueryError(`${name} must be a whole number from ${min} to ${max}; found ${text}.`);
}

function oneOf<Value extends string>(name: string, text: string, values: readonly Value[]): Value {
  const value = values.find((one) => one === text);
  if (value !== undefined) return value;
  throw new QueryError(`${name} must be one of ${values.join(', ')}; found ${text}.`);
}

function timeOf(name: string, text: string): Date {
  const time = new Date(/^\d+$/.test(text) ? Number(text) : text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new QueryError(
    `${name} must be a time in ISO 8601 or in milliseconds since 1970; found ${text}.`,
  );
}
