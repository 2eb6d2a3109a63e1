import { keys } from 'remeda';
import { isBag } from '../base/bag.js';
import { describe } from '../base/describe.js';
import { mistake } from './given.js';

interface Kind {
  readonly types: readonly string[];
  readonly methods?: readonly string[];
  readonly expected: string;
}

// As the client has it, which is another build: its own checks would bring a second ValidationError.
const KINDS = {
  transport: withMethods('send'),
  httpClient: {
    types: ['function', 'object'],
    methods: ['makeRequest'],
    expected: 'a function or an object with the method makeRequest',
  },
  clock: withMethods('now', 'after', 'soon'),
  agent: { types: ['function', 'object'], expected: 'a function or object' },
  oauthSettings: { types: ['object'], expected: 'an object' },
  gzip: { types: ['boolean'], expected: 'a boolean' },
  spool: { types: ['string', 'object'], expected: 'a string or object' },
} satisfies Readonly<Record<string, Kind>>;

/** What carries requests, or keeps messages outside of the process: a client under test has none of it. */
export const LEFT_OUT = keys(KINDS);

/**
 * What a client under test leaves out has to be right, too: that of the program would be told otherwise.
 *
 * @throws ValidationError
 */
export function checkLeftOut(call: string, options: unknown): void {
  if (!isBag(options)) {
    const details = { found: describe(options), expected: 'an object with options of a client' };
    throw mistake(call, 'options', details);
  }
  for (const name of LEFT_OUT) {
    const value = options[name];
    if (value === undefined || isOf(KINDS[name], value)) continue;
    throw mistake(call, name, { found: describe(value), expected: KINDS[name].expected });
  }
}

function withMethods(...methods: readonly string[]): Kind {
  const expected = `an object with the methods ${methods.join(', ')}`;
  return { types: ['object'], methods, expected };
}

function isOf({ types, methods = [] }: Kind, value: unknown): boolean {
  if (value === null || !types.includes(typeof value)) return false;
  const members = value as Readonly<Record<string, unknown>>;
  return (
    typeof value !== 'object' || methods.every((method) => typeof members[method] === 'function')
  );
}
