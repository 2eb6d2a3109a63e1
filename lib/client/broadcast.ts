import type { Clock } from '../base/clock.js';
import type { AnalyticsError } from '../base/errors.js';
import {
  ACCEPTED,
  type AcceptedTold,
  DELIVERED,
  type DeliveredTold,
  DROPPED,
  type DroppedTold,
  type EndedTold,
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
  readonly #clock: Clock;

  constructor(about: Told, clock: Clock) {
    this.#about = about;
    this.#clock = clock;
  }

  accepted(entry: Entry): void {
    if (ACCEPTED.hasSubscribers) ACCEPTED.publish(new Accepted(this.#about, entry));
  }

  refused(reason: RefusalReason, messageId: string | undefined, error: () => AnalyticsError): void {
    if (!REFUSED.hasSubscribers) return;
    REFUSED.publish({
      ...this.#about,
      reason,
      messageId,
      at: this.#clock.now(),
      get error() {
        return error();
      },
    } satisfies RefusedTold);
  }

  delivered(entries: readonly Entry[], attempts: number): void {
    if (!DELIVERED.hasSubscribers) return;
    DELIVERED.publish({ ...this.#ended(entries), attempts } satisfies DeliveredTold);
  }

  dropped(entries: readonly Entry[], reason: LossReason, error: () => AnalyticsError): void {
    if (!DROPPED.hasSubscribers) return;
    DROPPED.publish({
      ...this.#ended(entries),
      reason,
      get error() {
        return error();
      },
    } satisfies DroppedTold);
  }

  spooled(entries: readonly Entry[]): void {
    if (!SPOOLED.hasSubscribers) return;
    SPOOLED.publish(this.#ended(entries) satisfies SpooledTold);
  }

  #ended(entries: readonly Entry[]): EndedTold {
    return { ...this.#about, messages: new ObservedMessages(entries), at: this.#clock.now() };
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
