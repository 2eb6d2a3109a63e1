import { isBoolean } from 'remeda';
import type { Message } from '../message/message.js';
import { enrichment } from './enrichment.js';
import type { PluginLike } from './plugin.js';
import { checkOptions, type StepOptions, wrong } from './step-options.js';

/**
 * A step that keeps the messages for which a predicate is true, and drops the others as `filtered`. Where the predicate
 * throws, or gives back anything but true or false (a promise, too), the message is dropped as `plugin-failed`.
 *
 * @example
 * plugins: [filter((message) => message.context['userAgent'] !== 'bot')]
 * @throws ValidationError for an option that is wrong
 */
export function filter(
  predicate: (message: Message) => boolean,
  options: StepOptions = {},
): PluginLike {
  const name = checkOptions('filter', options, []);
  if (typeof predicate !== 'function') {
    const expected = 'a function that takes a message';
    throw wrong({ call: 'filter', field: 'predicate', found: predicate, expected });
  }
  return enrichment(name, (event) => {
    // Checked by whoever made the message, and again when all steps have run.
    const isKept: unknown = predicate(event as Message);
    if (!isBoolean(isKept)) throw new TypeError('The predicate returned neither true nor false.');
    return isKept ? event : null;
  });
}
