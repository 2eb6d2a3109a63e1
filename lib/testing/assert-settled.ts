import { describe } from '../base/describe.js';
import { failureOf } from './failure-of.js';
import { callLines, dropText, refusalText } from './failure-text.js';
import { checkOptions, mistake } from './given.js';
import type { Ledger } from './ledger.js';
import { ledgerOf, type Recording } from './ledger-of.js';
import { turns } from './manual-clock.js';
import { adviceOf } from './whereabouts.js';

export interface SettledOptions {
  /** Whether a test must have asked for every call, by a matcher, an assert, `find` or `waitFor`. @default false */
  readonly everyCallAsserted?: boolean | undefined;
}

/**
 * For `afterEach`: nothing is left of a test. No message is pending (it waits for a timer of the clock, a reply or a plugin), and no
 * error is unheard: a call that was refused, or a message that was dropped for another reason than a filter, of which neither a
 * callback, nor a listener of `'error'`, nor a reader of `recorder.dropped` and `recorder.refused` has heard.
 *
 * @throws Error that names what is left
 * @example
 * afterEach(() => assertSettled(analytics));
 */
export async function assertSettled(
  recording: Recording,
  options: SettledOptions = {},
): Promise<void> {
  checkOptions('assertSettled', options, ['everyCallAsserted']);
  const { everyCallAsserted = false } = options;
  if (typeof everyCallAsserted !== 'boolean') {
    const details = { found: describe(everyCallAsserted), expected: 'true or false' };
    throw mistake('assertSettled', 'everyCallAsserted', details);
  }
  const ledger = ledgerOf(recording, 'assertSettled');
  const failure = failureOf(assertSettled);
  // What is sent at once is answered within a few turns.
  if (ledger.unsettled.length > 0) await turns();
  const left = [
    ...pending(ledger),
    ...unheard(ledger),
    ...(everyCallAsserted ? unasserted(ledger) : []),
  ];
  if (left.length === 0) return;
  const message = ['assertSettled: the test left something behind.', ...left].join('\n');
  throw failure(message);
}

function pending(ledger: Ledger): readonly string[] {
  const { unsettled } = ledger;
  if (unsettled.length === 0) return [];
  const advice = adviceOf(unsettled.map((kept) => ledger.waitOf(kept)));
  const calls = callLines(unsettled, (kept) => `: ${ledger.waitOf(kept).text}`);
  return ['', `Pending (${advice}):`, ...calls];
}

function unheard({ drops, refusals }: Ledger): readonly string[] {
  const lines = [
    ...drops.filter(({ isHeard }) => !isHeard).map(({ what }) => dropText(what)),
    ...refusals.filter(({ isHeard }) => !isHeard).map(({ what }) => refusalText(what)),
  ];
  const advice = "look at recorder.dropped and recorder.refused, or listen to 'error'";
  return lines.length === 0 ? [] : ['', `Unheard errors (${advice}):`, ...lines];
}

function unasserted({ made }: Ledger): readonly string[] {
  const calls = made.filter(({ isAsserted }) => !isAsserted);
  return calls.length === 0 ? [] : ['', 'Calls that nothing asked for:', ...callLines(calls)];
}
