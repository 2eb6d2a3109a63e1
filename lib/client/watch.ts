import type { AnalyticsError } from '../base/errors.js';
import type { MessageType } from '../message/message.js';
import type { Outcome } from '../message/outcome.js';
import type { RefusalReason } from './stats.js';

/** A message on its way, as it is now. */
export interface Watched {
  readonly messageId: string;
  readonly type: MessageType;
  /** Whether its call has a callback, which hears how it ends. */
  readonly callback: unknown;
  /** Whether plugins are still to pass it. */
  readonly isUnprocessed: boolean;
  /** Its JSON; nothing, where it was not written. */
  text(): string;
}

/** A call that was not taken. */
export interface WatchedRefusal {
  readonly reason: RefusalReason;
  readonly error: AnalyticsError;
  /** Whether its caller hears of it: the call threw, or has a callback. */
  readonly isHeard: boolean;
}

/**
 * Sees what becomes of the messages of a client, each time in the turn in which it becomes of them, where the events of the client
 * come in a later one. For the test kit, which hands it in by a symbol: it is no option. Its functions never throw.
 */
export interface Watch {
  /** A message was accepted. Unless it is unprocessed, it is now as it will be sent. */
  accepted(message: Watched): void;
  /** Plugins that took their time are through with it: it is now as it will be sent. */
  passed(message: Watched): void;
  ended(messages: readonly Watched[], outcome: Outcome): void;
  refused(refusal: WatchedRefusal): void;
}

// The kit is a build of its own.
export const WATCH: unique symbol = Symbol.for('waybill.watch') as never;

/** What watches the client that is made with these options. */
export function watchOf(options: object): Watch | undefined {
  return (options as { readonly [WATCH]?: Watch })[WATCH];
}
