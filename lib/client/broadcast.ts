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
import { type ObservedMessage, ObservedMessages } from './observed-message.js';
import type { LossReason, RefusalReason } from './stats.js';

/** Tells the channels of `node:diagnostics_channel` what becomes of messages. Nothing is made where nobody subscribes. */
export class Broadcast {
  readonly #about: Told;

  constructor(about: Told) {
    this.#about = about;
  }

  accepted(entry: Entry, nowMs: number): void {
    const isToldNow = ACCEPTED.hasSubscribers;
    if (isToldNow || DELIVERED.hasSubscribers) entry.acceptedAt = nowMs;
    if (isToldNow) ACCEPTED.publish(new Accepted(this.#about, entry));
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
    const messages = new ObservedMessages(entries);
    DELIVERED.publish({ ...this.#about, messages, attempts } satisfies DeliveredTold);
  }

  dropped(entries: readonly Entry[], reason: LossReason, error: () => AnalyticsError): void {
    if (!DROPPED.hasSubscribers) return;
    DROPPED.publish({
      ...this.#about,
      messages: new ObservedMessages(entries),
      reason,
      get error() {
        return error();
      },
    } satisfies DroppedTold);
  }

  spooled(entries: readonly Entry[]): void {
    if (!SPOOLED.hasSubscribers) return;
    SPOOLED.publish({
      ...this.#about,
      messages: new ObservedMessages(entries),
    } satisfies SpooledTold);
  }
}

/** A class, since there is one in every call: what nobody reads of it is not made. */
class Accepted implements AcceptedTold {
  readonly client: object;
  readonly destination: string | undefined;
  readonly #entry: Entry;

  constructor({ client, destination }: Told, entry: Entry) {
    this.client = client;
    this.destination = destination;
    this.#entry = entry;
  }

  get message(): ObservedMessage {
    return this.#entry.observed;
  }
}
