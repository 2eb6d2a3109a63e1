import { ValidationError } from '../base/errors.js';
import { Analytics } from '../client/analytics.js';
import type { AnalyticsOptions } from '../client/options.js';
import { nameOf } from './visitor.js';

/** A client that is there, or options to make one. */
export type ClientOrOptions = { readonly client: Analytics } | AnalyticsOptions;

const SCOPE_OPTIONS = ['identify', 'ambient', 'flush'];
const METHODS = ['scope', 'run', 'flush', 'close', 'emit'] as const;
const FLUSH = [undefined, 'never', 'response'];

/** @throws ValidationError for something that is no client. A client of the package's other build is one. */
export function checkClient(client: unknown, call: string): void {
  const isClient =
    typeof client === 'object' &&
    client !== null &&
    METHODS.every((name) => typeof (client as Record<string, unknown>)[name] === 'function');
  if (!isClient) throw problem({ call, field: 'client', found: nameOf(client), expected: CLIENT });
}

/**
 * Checks what was passed beside the client.
 * @throws ValidationError for an option that is wrong or unknown.
 */
export function checkScopeOptions(
  options: unknown,
  call: string,
  others: readonly string[] = [],
): void {
  const given = bagOf(options, call);
  const known = [...SCOPE_OPTIONS, ...others];
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const expected = `one of the options ${known.join(', ')}`;
    throw problem({ call, field: unknown, found: nameOf(given[unknown]), expected });
  }
  checkFunction(given, 'identify', call);
  checkSwitch(given, 'ambient', call);
  if (!FLUSH.includes(given['flush'] as undefined)) {
    throw problem({ call, field: 'flush', found: nameOf(given['flush']), expected: FLUSH_VALUES });
  }
}

/** Options of a framework's plugin, taken apart: what is the plugin's, and the client that it is for. */
export function takeClient(
  options: unknown,
  { call, own }: { readonly call: string; readonly own: readonly string[] },
): Analytics {
  const given = bagOf(options, call);
  const names = [...SCOPE_OPTIONS, ...own, 'client'];
  const isOwn = ([name]: readonly [string, unknown]): boolean => names.includes(name);
  const entries = Object.entries(given);
  const rest = entries.filter((entry) => !isOwn(entry));
  const ours = Object.fromEntries(entries.filter(isOwn));
  checkScopeOptions(ours, call, [...own, 'client']);
  checkSwitch(given, 'close', call);
  if (given['client'] === undefined) {
    return new Analytics(Object.fromEntries(rest) as unknown as AnalyticsOptions);
  }
  checkClient(given['client'], call);
  const [stray] = rest;
  if (stray !== undefined) {
    const [field, value] = stray;
    throw problem({ call, field, found: nameOf(value), expected: 'left out beside a client' });
  }
  return given['client'] as Analytics;
}

const CLIENT = 'a client, made by new Analytics(…)';
const FLUSH_VALUES = "'never' or 'response'";

/** @throws ValidationError where it is there and no function. */
export function checkFunction(
  given: Readonly<Record<string, unknown>>,
  field: string,
  call: string,
): void {
  const value = given[field];
  if (value === undefined || typeof value === 'function') return;
  throw problem({ call, field, found: nameOf(value), expected: 'a function' });
}

function checkSwitch(given: Readonly<Record<string, unknown>>, field: string, call: string): void {
  const value = given[field];
  if (value === undefined || typeof value === 'boolean') return;
  throw problem({ call, field, found: nameOf(value), expected: 'true or false' });
}

function bagOf(options: unknown, call: string): Readonly<Record<string, unknown>> {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) {
    return options as Readonly<Record<string, unknown>>;
  }
  throw problem({ call, field: 'options', found: nameOf(options), expected: 'an object' });
}

interface Problem {
  readonly call: string;
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

function problem(details: Problem): ValidationError {
  return new ValidationError({ code: 'invalid', ...details });
}
