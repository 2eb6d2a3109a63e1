import { assertNever } from '../base/assert.js';
import { DeliveryError, plainError } from '../base/errors.js';
import { type Answer, quoteReply } from './exchange.js';
import type { Batch } from './parcel.js';
import { Secrets } from './secrets.js';
import type { Verdict } from './verdict.js';

/** How messages ended, as far as delivery goes. */
export type Ending =
  | { readonly kind: 'delivered'; readonly attempts: number }
  | {
      readonly kind: 'dropped';
      readonly reason: 'refused' | 'too-large' | 'retries-spent' | 'deadline';
      readonly error: DeliveryError;
      /** Whether every message fares like this now: worth telling, and not worth repeating for each. */
      readonly isGeneral: boolean;
    };

/** What sending a part came to: a verdict that ends it, no more retries, or the client's deadline. */
export type Final =
  | Extract<Verdict, { readonly kind: 'accepted' | 'split' | 'refused' }>
  | { readonly kind: 'spent' | 'aborted' };

/** What happened to a part of a batch so far. */
export interface Trail {
  /** Requests that carried its messages. */
  attempts: number;
  /** Repetitions of the very same messages. */
  retries: number;
  /** How often no token could be had for it. */
  tokenFailures: number;
  failingSinceMs: number | undefined;
  limitedSinceMs: number | undefined;
  hasRetriedOnce: boolean;
  /** Whether a request is out that entered the gate. */
  isOut: boolean;
  last: Answer | undefined;
  /** Whether it was the server of tokens that answered last. */
  isAboutToken: boolean;
  readonly secrets: Secrets;
}

export function newTrail(
  { attempts, last }: Pick<Trail, 'attempts' | 'last'>,
  writeKey: string,
): Trail {
  return {
    attempts,
    retries: 0,
    tokenFailures: 0,
    failingSinceMs: undefined,
    limitedSinceMs: undefined,
    hasRetriedOnce: false,
    isOut: false,
    last,
    isAboutToken: false,
    secrets: new Secrets(writeKey),
  };
}

/** How messages ended, with an error that says what happened to them. */
export function endingOf(batch: Batch, final: Final, trail: Trail): Ending {
  if (final.kind === 'accepted') return { kind: 'delivered', attempts: trail.attempts };
  const reason = reasonOf(final);
  const { last, secrets } = trail;
  const count = batch.length === 1 ? '1 message was' : `${batch.length} messages were`;
  const error = new DeliveryError(`${count} not delivered (${reason}): ${explain(trail)}`, {
    code: reason,
    messageIds: batch.map((item) => item.messageId),
    attempts: trail.attempts,
    status: last?.kind === 'reply' ? last.status : undefined,
    cause: last?.kind === 'failure' ? plainError(last.error, secrets.mask) : undefined,
  });
  return { kind: 'dropped', reason, error, isGeneral: final.kind === 'refused' && final.isGeneral };
}

function reasonOf(
  final: Exclude<Final, { kind: 'accepted' }>,
): 'refused' | 'too-large' | 'retries-spent' | 'deadline' {
  switch (final.kind) {
    case 'refused':
      return 'refused';
    case 'split':
      return final.reason;
    case 'spent':
      return 'retries-spent';
    case 'aborted':
      return 'deadline';
    default:
      return assertNever(final);
  }
}

function explain({ last, isAboutToken, secrets: { mask } }: Trail): string {
  if (last === undefined) return 'no request was made in time.';
  const who = isAboutToken ? 'the server of tokens' : 'the endpoint';
  if (last.kind === 'failure') {
    const { message } = plainError(last.error, mask);
    return isAboutToken ? `no token: ${message}` : message;
  }
  const quoted = quoteReply(last, mask);
  return quoted === ''
    ? `${who} answered ${last.status}.`
    : `${who} answered ${last.status}: ${quoted}`;
}
