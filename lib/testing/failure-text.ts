import type { Difference } from './differences.js';
import { comparedWith, type Near, nameOf, nearestOf } from './nearest-call.js';
import type { DroppedCall, Kept, RecordedMessage, RefusedCall } from './recorded.js';
import { textOf } from './value-text.js';
import { type Wanted, wantedText } from './wanted.js';

/** What a failure tells of. */
export interface Account {
  readonly calls: readonly Kept[];
  readonly dropped: readonly DroppedCall[];
  readonly refused: readonly RefusedCall[];
}

// As many as are read: a test that has more to show has to ask more closely.
const MOST_CALLS = 10;
const MOST_DIFFERENCES = 20;

/** Why nothing is as wanted: the nearest call with where it differs, or all that was recorded; and what did not get so far. */
export function missingText(wanted: Wanted, account: Account): string {
  const compared = comparedWith(wanted, account.calls);
  const nearest = nearestOf(wanted, compared);
  const shown =
    nearest === undefined ? othersText(wanted, account) : nearestText(nearest, compared.length);
  return [`No call is like this: ${wantedText(wanted)}.`, ...shown, ...lostText(account)].join(
    '\n',
  );
}

/** Which calls are as wanted, where none or another number should be. */
export function presentText(wanted: Wanted, found: readonly Near[]): string {
  const one = found.length === 1 ? 'One call is' : `${found.length} calls are`;
  const lines = found
    .slice(0, MOST_CALLS)
    .map(({ place, message }) => `  ${place}. ${callText(message)}`);
  const rest = found.length - lines.length;
  return [
    `${one} like this: ${wantedText(wanted)}.`,
    ...lines,
    ...(rest > 0 ? [`  … and ${rest} more`] : []),
  ].join('\n');
}

/** A call on one line: `track "Order Completed" of user "42" with { total: 30 }`. */
export function callText(message: RecordedMessage): string {
  const { type, userId, anonymousId } = message;
  const name = nameOf(message);
  const { properties, traits, groupId } = message as {
    readonly properties?: object;
    readonly traits?: object;
    readonly groupId?: string;
  };
  const content = properties ?? traits ?? {};
  return [
    type,
    ...(name === undefined ? [] : [textOf(name)]),
    ...(groupId === undefined ? [] : [`group ${textOf(groupId)}`]),
    userId === undefined ? `of visitor ${textOf(anonymousId)}` : `of user ${textOf(userId)}`,
    ...(Object.keys(content).length === 0 ? [] : [`with ${textOf(content)}`]),
  ].join(' ');
}

/** Calls on a line each, and what there is to add. */
export function callLines(
  calls: readonly Kept[],
  addition: (kept: Kept) => string = () => '',
): readonly string[] {
  const lines = calls.slice(0, MOST_CALLS).map((kept, index) => {
    const { message, type } = kept;
    const text = message === undefined ? type : callText(message);
    return `  ${index + 1}. ${text}${addition(kept)}`;
  });
  const rest = calls.length - lines.length;
  return rest > 0 ? [...lines, `  … and ${rest} more`] : lines;
}

function nearestText(nearest: Near, count: number): readonly string[] {
  const { place, message } = nearest;
  const of =
    count === 1 ? `The only ${message.type} call` : `The nearest of ${count} ${message.type} calls`;
  return [`${of} is number ${place}: ${callText(message)}`, '', ...diffText(nearest.differences)];
}

function diffText(found: readonly Difference[]): readonly string[] {
  const lines = found
    .slice(0, MOST_DIFFERENCES)
    .flatMap(({ path, wanted, found: value }) => [
      `  - ${path}: ${textOf(wanted)}`,
      `  + ${path}: ${textOf(value)}`,
    ]);
  const rest = found.length - MOST_DIFFERENCES;
  return [...lines, ...(rest > 0 ? [`  … and ${rest} more`] : []), '', '(- wanted, + recorded)'];
}

function othersText({ type }: Wanted, { calls }: Account): readonly string[] {
  if (calls.length === 0) return ['Nothing was recorded.'];
  return [`There is no ${type} call. Recorded:`, ...callLines(calls)];
}

/** What was called, and is not among the calls. */
function lostText({ dropped, refused }: Account): readonly string[] {
  const early = dropped.filter(({ reason }) => EARLY.has(reason));
  const lines = [...early.map(dropText), ...refused.map(refusalText)];
  return lines.length === 0 ? [] : ['', 'Not sent:', ...lines.slice(0, MOST_CALLS)];
}

export function dropText({ reason, message, error }: DroppedCall): string {
  const what = message === undefined ? 'a message' : callText(message);
  return `  dropped as ${reason}: ${what}${error === undefined ? '' : ` (${error.message})`}`;
}

export function refusalText({ reason, error }: RefusedCall): string {
  return `  refused as ${reason}: ${error.message}`;
}

/** Why messages end that never come as far as to be sent. */
const EARLY: ReadonlySet<string> = new Set([
  'filtered',
  'plan-violation',
  'plugin-failed',
  'too-large',
]);
