import { constants } from 'node:os';
import {
  aFunction,
  checkSetting,
  checkSettings,
  milliseconds,
  type Rule,
} from './check-settings.js';

const CALL = 'handleSignals';
const LONGEST_TIMEOUT_MS = 3_600_000;

/** @throws ValidationError for something that is no client, no signal, or an option that is wrong. */
export function checkSignals(clients: readonly unknown[], options: unknown): void {
  for (const value of clients) checkSetting({ call: CALL, field: 'clients', value, rule: aClient });
  checkSettings(CALL, options, {
    signals: {
      expected: "an array of signals that can be listened to, like 'SIGTERM'",
      isRight: (value) => Array.isArray(value) && value.every(canBeListenedTo),
    },
    timeout: milliseconds(LONGEST_TIMEOUT_MS),
    before: aFunction,
  });
}

const aClient: Rule = {
  expected: 'a client, or an array of clients',
  isRight: (value) =>
    typeof (value as { readonly close?: unknown } | undefined | null)?.close === 'function',
};

function canBeListenedTo(signal: unknown): boolean {
  return (
    typeof signal === 'string' &&
    signal in constants.signals &&
    signal !== 'SIGKILL' &&
    signal !== 'SIGSTOP'
  );
}
