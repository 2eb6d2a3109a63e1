import { closest } from 'fastest-levenshtein';
import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import { MESSAGE_TYPES } from '../message/message.js';
import type { DestinationQueue, PluginLike, PluginType, Step } from './plugin.js';

const TYPES: readonly PluginType[] = ['before', 'enrichment', 'destination', 'after', 'utility'];
const HOOKS = ['isLoaded', 'load', 'ready', 'unload', ...MESSAGE_TYPES] as const;

/** The bounds of what a destination may say of its queue. */
export const QUEUE_BOUNDS: Readonly<
  Record<keyof DestinationQueue, { readonly min: number; readonly max: number }>
> = {
  maxSize: { min: 1, max: 1_000_000 },
  maxInFlight: { min: 1, max: 1_000 },
  maxRetries: { min: 0, max: 1_000 },
};

/** What was given as a plugin, told apart. */
export type Given = { readonly step: Step } | { readonly plugin: PluginLike };

/** @throws ValidationError for what is no plugin; it names the plugin as far as it has a name. */
export function checkPlugin(call: string, field: string, given: unknown): Given {
  try {
    return checkGiven(call, field, given);
  } catch (error) {
    if (error instanceof ValidationError) throw error;
    // A getter that throws, or a proxy.
    throw problem(call, field, 'one that throws', 'a plugin whose fields can be read');
  }
}

function checkGiven(call: string, field: string, given: unknown): Given {
  if (isClass(given)) {
    throw problem(call, field, 'a class', 'an instance of it, made with new');
  }
  if (typeof given === 'function') return { step: given as Step };
  if (typeof given !== 'object' || given === null) {
    throw problem(call, field, describe(given), 'a plugin, or a function that takes a message');
  }
  const plugin = given as PluginLike;
  const { name, type, onError } = plugin;
  if (typeof name !== 'string' || name === '') {
    throw problem(call, `${field}.name`, describe(name), 'a non-empty string');
  }
  const of = (part: string): string => `${part} of the plugin "${name}"`;
  if (!TYPES.includes(type)) {
    const found = typeof type === 'string' ? `"${type.slice(0, 40)}"` : describe(type);
    throw problem(call, of('type'), found, `one of ${TYPES.join(', ')}${nearest(type)}`);
  }
  for (const hook of HOOKS) {
    const value: unknown = plugin[hook];
    if (value !== undefined && typeof value !== 'function') {
      throw problem(call, of(hook), describe(value), 'a function');
    }
  }
  if (onError !== undefined && onError !== 'drop' && onError !== 'send') {
    throw problem(call, of('onError'), describe(onError), "'drop' or 'send'");
  }
  const names: unknown = plugin.alternativeNames;
  if (names !== undefined && !isListOfTexts(names)) {
    throw problem(call, of('alternativeNames'), describe(names), 'a list of strings');
  }
  checkQueue(call, of, plugin.queue);
  return { plugin };
}

/** The error for a name that is taken. */
export function duplicateError(call: string, name: string): ValidationError {
  const expected = 'one that no registered plugin has; deregister that one first';
  return problem(call, `name of the plugin "${name}"`, 'a name that is taken', expected);
}

function checkQueue(call: string, of: (part: string) => string, queue: unknown): void {
  if (queue === undefined) return;
  if (typeof queue !== 'object' || queue === null) {
    throw problem(call, of('queue'), describe(queue), 'an object');
  }
  for (const [name, value] of Object.entries(queue)) {
    const bounds = (QUEUE_BOUNDS as Readonly<Record<string, { min: number; max: number }>>)[name];
    if (bounds === undefined) {
      const known = Object.keys(QUEUE_BOUNDS);
      throw problem(call, of(`queue.${name}`), 'none of that name', `one of ${known.join(', ')}`);
    }
    const isFine = Number.isInteger(value) && value >= bounds.min && value <= bounds.max;
    if (value === undefined || isFine) continue;
    const expected = `a whole number from ${bounds.min} to ${bounds.max}`;
    throw problem(call, of(`queue.${name}`), describe(value), expected);
  }
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** A class can't be called: it was given in the place of an instance. */
function isClass(given: unknown): boolean {
  return typeof given === 'function' && Function.prototype.toString.call(given).startsWith('class');
}

function nearest(type: unknown): string {
  return typeof type === 'string' ? `, perhaps ${closest(type, [...TYPES])}` : '';
}

function problem(call: string, field: string, found: string, expected: string): ValidationError {
  return new ValidationError({ code: 'invalid', call, field, found, expected });
}
