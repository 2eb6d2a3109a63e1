import { isBag } from '../base/bag.js';
import { describe } from '../base/describe.js';
import { mistake } from './given.js';

interface Kind {
  readonly types: readonly string[];
  readonly methods?: readonly string[];
  readonly expected: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
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
};

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
  for (const [name, kind] of Object.entries(KINDS)) {
    const value = options[name];
    if (value === undefined || isOf(kind, value)) continue;
    throw mistake(call, name, { found: describe(value), expected: kind.expected });
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
