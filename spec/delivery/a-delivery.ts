import { type Authorization, basicAuthorization } from '../../lib/delivery/authorization.js';
import { Delivery, type DeliveryOptions, type Result } from '../../lib/delivery/delivery.js';
import type { Answer } from '../../lib/delivery/exchange.js';
import type { Batch, Parcel } from '../../lib/delivery/parcel.js';
import { ManualClock } from '../support/manual-clock.js';
import { type Line, ScriptedTransport } from './scripted-transport.js';

export const WRITE_KEY = 'a-write-key';

/** How messages ended, briefly: their ids, and `delivered` or the reason why not. */
export interface Ended {
  readonly ids: readonly string[];
  readonly as: string;
  readonly attempts: number;
  readonly status?: number | undefined;
}

/** A delivery over a scripted transport and a clock that stands still: waits are 500, 1 000, 2 000 ms and so on. */
export class DeliveryBench {
  readonly clock = new ManualClock();
  readonly transport: ScriptedTransport;
  readonly delivery: Delivery;
  readonly controller = new AbortController();
  readonly answers: Answer[] = [];
  /** Results in full, in the order in which they came. */
  readonly results: Result<Parcel>[] = [];

  constructor(
    script: readonly Line[],
    { otherwise = 200, ...options }: Partial<DeliveryOptions> & { readonly otherwise?: Line } = {},
  ) {
    this.transport = new ScriptedTransport(script, otherwise);
    this.delivery = new Delivery({
      url: 'https://service.example/v1/batch',
      writeKey: WRITE_KEY,
      authorization: basicAuthorization(WRITE_KEY),
      transport: this.transport,
      clock: this.clock,
      random: () => 1,
      gzip: false,
      maxInFlight: 4,
      httpRequestTimeout: 10_000,
      maxRetries: 10,
      backoff: { minTimeout: 500, maxTimeout: 60_000, factor: 2 },
      maxTotalBackoffMs: 43_200_000,
      maxRateLimitMs: 43_200_000,
      observer: {
        requested: () => ({
          around: undefined,
          answered: (answer) => this.answers.push(answer),
        }),
        retrying: () => undefined,
      },
      ...options,
    });
  }

  get ended(): readonly Ended[] {
    return this.results.map(({ items, ending }) => ({
      ids: items.map(({ messageId }) => messageId),
      as: ending.kind === 'delivered' ? 'delivered' : ending.reason,
      attempts: ending.kind === 'delivered' ? ending.attempts : ending.error.attempts,
      ...(ending.kind === 'delivered' ? {} : { status: ending.error.status }),
    }));
  }

  /** Starts a batch; resolves when it is at its end. */
  async deliver(batch: Batch): Promise<void> {
    for await (const result of this.delivery.deliver(batch, this.controller.signal)) {
      this.results.push(result);
    }
  }

  /** Lets time pass until requests were made at all of these times, from now on, and says when they were. */
  async requestTimes(untilMs: number): Promise<readonly number[]> {
    const startMs = this.clock.now();
    const times: number[] = [];
    const seen = (): void => {
      while (times.length < this.transport.requests.length) times.push(this.clock.now() - startMs);
    };
    await this.clock.advance(0);
    seen();
    while (this.clock.now() - startMs < untilMs) {
      const [next] = this.clock.waits;
      await this.clock.advance(Math.min(next ?? untilMs, untilMs - (this.clock.now() - startMs)));
      seen();
    }
    return times;
  }
}

/** An authorization with tokens that are numbered; each renewal gives the next one. */
export class NumberedTokens implements Authorization {
  readonly hasToken = true;
  readonly maxAttempts = 10;
  #number = 1;

  credential(): { readonly kind: 'header'; readonly value: string } {
    return { kind: 'header', value: `Bearer token-${this.#number}` };
  }

  renew(): void {
    this.#number += 1;
  }
}
