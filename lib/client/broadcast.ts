import type { Clock } from '../base/clock.js';
import type { AnalyticsError } from '../base/errors.js';
import {
  ACCEPTED,
  type AcceptedTold,
  DELIVERED,
  type DeliveredTold,
  DROPPED,
  type DroppedTold,
  REFUSED,
  type RefusedTold,
  SPOOLED,
  type SpooledTold,
  type Told,
} from './channels.js';
import type { Entry } from './entry.js';
import { ObservedMessage } from './observed-message.js';
import type { LossReason, RefusalReason } from './stats.js';

/** Tells the channels of `node:diagnostics_channel` what becomes of messages. Nothing is made where nobody subscribes. */
export class Broadcast {
  readonly #about: Told;
  readonly #clock: Clock;

  constructor(about: Told, clock: Clock) {
    this.#about = about;
    this.#clock = clock;
  }

  accepted(entry: Entry): void {
    if (!ACCEPTED.hasSubscribers) return;
    const message = new ObservedMessage(entry, this.#clock.now());
    entry.observed = message;
    // Not spread, since this runs in every call.
    const { client, destination } = this.#about;
    ACCEPTED.publish({ client, destination, message } satisfies AcceptedTold);
  }

  refused(reason: RefusalReason, messageId: string | undefined, error: () => AnalyticsError): void {
    if (!REFUSED.hasSubscribers) return;
    REFUSED.publish({
      ...this.#about,
      reason,
      messageId,
      get error() {
        return error();
      },
    } satisfies RefusedTold);
  }

  delivered(entries: readonly Entry[], attempts: number): void {
    if (!DELIVERED.hasSubscribers) return;
    const messages = entries.map(observed);
    DELIVERED.publish({ ...this.#about, messages, attempts } satisfies DeliveredTold);
  }

  dropped(entries: readonly Entry[], reason: LossReason, error: () => AnalyticsError): void {
    if (!DROPPED.hasSubscribers) return;
    DROPPED.publish({
      ...this.#about,
      messages: entries.map(observed),
      reason,
      get error() {
        return error();
      },
    } satisfies DroppedTold);
  }

  spooled(entries: readonly Entry[]): void {
    if (!SPOOLED.hasSubscribers) return;
    SPOOLED.publish({ ...this.#about, messages: entries.map(observed) } satisfies SpooledTold);
  }
}

/** The message of an entry, as it was told of before, if it was. */
export function observed(entry: Entry): ObservedMessage {
  entry.observed ??= new ObservedMessage(entry, undefined);
  return entry.observed;
}
