import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import { LEDGER, type Ledger } from './ledger.js';

/** What matchers, asserts and checks take: a recorder, the client that it records, or all that `createTestAnalytics` gave. */
export type Recording = object;

/** @throws ValidationError for what has nothing to do with a client under test */
export function ledgerOf(recording: unknown, call: string): Ledger {
  const ledger = ledgerIn(recording) ?? ledgerIn(memberOf(recording, 'recorder'));
  if (ledger !== undefined) return ledger;
  throw new ValidationError({
    code: 'invalid',
    call,
    field: 'recording',
    found: describe(recording),
    expected: 'a recorder or a client that createTestAnalytics() gave',
  });
}

function ledgerIn(value: unknown): Ledger | undefined {
  return memberOf(value, LEDGER) as Ledger | undefined;
}

function memberOf(value: unknown, name: string | symbol): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string | symbol, unknown>>)[name]
    : undefined;
}
