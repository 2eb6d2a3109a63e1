import type { Rule } from '../check-settings.js';

/** What the text format takes for the beginning of a name. */
export const prefixRule: Rule = {
  expected: 'letters, digits and underscores, a letter first',
  isRight: (value) => typeof value === 'string' && /^[a-zA-Z]\w*$/.test(value),
};

/** Labels have names of that kind, too, but for those that Prometheus keeps to itself; and texts for values. */
export const labelsRule: Rule = {
  expected: 'an object of texts, with names of letters, digits and underscores, a letter first',
  isRight: (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(
      ([name, text]) => prefixRule.isRight(name) && typeof text === 'string',
    ),
};
