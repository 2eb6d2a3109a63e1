import pRetry from 'p-retry';
import { type Clock, sleep } from '../base/clock.js';
import type { Authorization } from './authorization.js';
import { type BackoffOptions, backoffMs } from './backoff.js';
import { type DeliveryObserver, made } from './delivery-observer.js';
import { type Ending, endingOf, type Final, newTrail, type Trail } from './ending.js';
import { type Answer, exchange } from './exchange.js';
import { Gate } from './gate.js';
import type { Batch, Parcel } from './parcel.js';
import { bodyOf, compressed, headersOf } from './payload.js';
import { RetryBudget } from './retry-budget.js';
import { type Part, Split } from './split.js';
import type { Payload, Transport } from './transport.js';
import { judge, judgeCredential, type Verdict } from './verdict.js';

/** Messages of one batch that ended the same way. */
export interface Result<Item extends Parcel> {
  readonly items: Batch<Item>;
  readonly ending: Ending;
}

export interface DeliveryOptions {
  readonly url: string;
  readonly writeKey: string;
  readonly authorization: Authorization;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly gzip: boolean;
  readonly maxInFlight: number;
  readonly httpRequestTimeout: number;
  readonly maxRetries: number;
  readonly backoff: BackoffOptions;
  readonly maxTotalBackoffMs: number;
  readonly maxRateLimitMs: number;
  readonly observer: DeliveryObserver;
}

type RepeatingVerdict = Extract<Verdict, { kind: 'retry' | 'retry-once' | 'renew-token' }>;

/** Thrown to p-retry, which starts the next attempt. */
class TryAgain extends Error {
  constructor(
    readonly verdict: RepeatingVerdict,
    /** Whether the messages were sent at all: where there was no token, they were not. */
    readonly wasSent: boolean,
  ) {
    super('The request did not succeed and is to be repeated.');
  }
}

/** Brings batches to their end: attempts, waits, splits. What it learns of the endpoint holds for all batches. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #gate: Gate;
  readonly #budget = new RetryBudget();

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#gate = new Gate(options.clock);
  }

  /** Whether the endpoint is known to want no requests now. */
  get isOnHold(): boolean {
    return !this.#gate.isOpen;
  }

  /** Sees a batch to its end, and yields its messages as they end. Each is yielded exactly once, whatever happens. */
  async *deliver<Item extends Parcel>(
    batch: Batch<Item>,
    signal: AbortSignal,
  ): AsyncGenerator<Result<Item>, void, void> {
    const split = new Split(batch, { keepsOrder: this.#options.maxInFlight === 1 });
    for (let turn = split.next(); turn !== undefined; turn = split.next()) {
      const { part, isAffordable } = turn;
      const trail = newTrail(part, this.#options.writeKey);
      const final: Final = isAffordable
        ? await this.#send(part, trail, signal)
        : { kind: 'refused', isGeneral: false };
      if (final.kind === 'split' && part.items.length > 1) {
        const { attempts, last } = trail;
        split.halve(part, { attempts, last, isCharged: final.isBounded });
      } else {
        yield { items: part.items, ending: endingOf(part.items, final, trail) };
      }
    }
  }

  dispose(): void {
    this.#gate.dispose();
    this.#options.transport.close?.();
  }

  /** Sends a part until an answer is final. Never rejects. */
  async #send(part: Part<Parcel>, trail: Trail, signal: AbortSignal): Promise<Final> {
    try {
      return await pRetry(() => this.#attempt(part, trail, signal), {
        retries: this.#options.maxRetries + this.#options.authorization.maxAttempts,
        // The wait is ours, since p-retry knows no Retry-After: it is over when onFailedAttempt is. So is the end: messages
        // have their retries, and the tokens for them have theirs.
        minTimeout: 0,
        factor: 1,
        onFailedAttempt: ({ error }) =>
          error instanceof TryAgain
            ? this.#waitForRetry(error, part.items, trail, signal)
            : undefined,
        signal,
      });
    } catch (error) {
      if (signal.aborted) return { kind: 'aborted' };
      if (!(error instanceof TryAgain)) {
        trail.last = { kind: 'failure', error, isTimeout: false };
        return { kind: 'refused', isGeneral: false };
      }
      return error.verdict.kind === 'retry'
        ? { kind: 'spent' }
        : { kind: 'refused', isGeneral: true };
    } finally {
      this.#leaveGate(trail);
    }
  }

  async #attempt(part: Part<Parcel>, trail: Trail, signal: AbortSignal): Promise<Final> {
    trail.isOut = await this.#gate.enter(signal);
    if (!trail.isOut) return { kind: 'aborted' };
    const credential = await this.#options.authorization.credential(signal);
    const answer =
      credential.kind === 'failed'
        ? credential.answer
        : await this.#exchange(part, trail, credential.value, signal);
    trail.last = answer;
    trail.isAboutToken = credential.kind === 'failed';
    if (signal.aborted && answer.kind === 'failure') return { kind: 'aborted' };
    const nowMs = this.#options.clock.now();
    const { hasToken } = this.#options.authorization;
    const verdict =
      credential.kind === 'failed'
        ? judgeCredential(answer, nowMs)
        : judge(answer, { hasToken, nowMs });
    if (
      verdict.kind === 'retry' ||
      verdict.kind === 'retry-once' ||
      verdict.kind === 'renew-token'
    ) {
      if (verdict.kind === 'renew-token' && credential.kind === 'header') {
        this.#options.authorization.renew(credential.value);
      }
      const afterMs = askedWaitMs(verdict);
      if (afterMs !== undefined) this.#gate.closeFor(afterMs);
      throw new TryAgain(verdict, credential.kind === 'header');
    }
    this.#gate.succeeded();
    if (verdict.kind === 'accepted') this.#budget.refund();
    return verdict;
  }

  async #exchange(
    part: Part<Parcel>,
    trail: Trail,
    authorization: string,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { transport, clock, observer, url, httpRequestTimeout } = this.#options;
    trail.secrets.addAuthorization(authorization);
    const sentAt = new Date(clock.now()).toISOString();
    const body = bodyOf(part.items, this.#options.writeKey, sentAt);
    const headers = headersOf(authorization, trail.retries + 1);
    const small = this.#options.gzip ? await compressed(body) : undefined;
    if (small !== undefined) headers['content-encoding'] = 'gzip';
    const payload: Payload = { url, method: 'POST', headers, body: small ?? body };
    const attempt = { payload, body, number: trail.retries + 1, items: part.items };
    trail.attempts += 1;
    const startedMs = clock.now();
    const options = { transport, clock, timeoutMs: httpRequestTimeout };
    const request = observer.requested(attempt);
    const answer = await made(() => exchange(payload, signal, options), request.around);
    request.answered(answer, clock.now() - startedMs);
    return answer;
  }

  /** Waits until the next attempt may start; throws the error again if there is to be none. */
  async #waitForRetry(
    failure: TryAgain,
    items: Batch,
    trail: Trail,
    signal: AbortSignal,
  ): Promise<void> {
    const { verdict, wasSent } = failure;
    const { clock, random, backoff, maxRetries, authorization } = this.#options;
    if (
      wasSent ? trail.retries >= maxRetries : ++trail.tokenFailures >= authorization.maxAttempts
    ) {
      throw failure;
    }
    const failures = wasSent ? trail.retries : trail.tokenFailures - 1;
    if (verdict.kind !== 'retry') {
      if (trail.hasRetriedOnce) throw failure;
      trail.hasRetriedOnce = true;
    }
    const waitMs = Math.max(askedWaitMs(verdict) ?? 0, backoffMs(failures, backoff, random()));
    if (!this.#hasTimeFor(waitMs, verdict, trail)) throw failure;
    const isTimeout = trail.last?.kind === 'failure' && trail.last.isTimeout;
    const isPaid = this.#budget.spend({ isTimeout });
    // Without a budget one batch at a time finds out whether the endpoint is back.
    if (!isPaid || this.isOnHold) this.#gate.closeFor(waitMs);
    this.#leaveGate(trail);
    const { retries, last } = trail;
    this.#options.observer.retrying({ items, number: retries + 1, waitMs, last });
    if (wasSent) trail.retries += 1;
    await sleep(clock, waitMs, signal);
  }

  /** Lets the next request go, where they go one by one. Not before it is known for how long the gate is closed. */
  #leaveGate(trail: Trail): void {
    if (trail.isOut) this.#gate.leave();
    trail.isOut = false;
  }

  #hasTimeFor(waitMs: number, verdict: RepeatingVerdict, trail: Trail): boolean {
    const { clock, maxTotalBackoffMs, maxRateLimitMs } = this.#options;
    const now = clock.now();
    trail.failingSinceMs ??= now;
    if (verdict.kind !== 'retry' || !verdict.isRateLimit) {
      return now + waitMs - trail.failingSinceMs <= maxTotalBackoffMs;
    }
    trail.limitedSinceMs ??= now;
    return now + waitMs - trail.limitedSinceMs <= maxRateLimitMs;
  }
}

function askedWaitMs(verdict: RepeatingVerdict): number | undefined {
  return verdict.kind === 'retry' ? verdict.afterMs : undefined;
}
