import type { Fault } from '../entry/fault.js';
import { checkFaults } from './fault-check.js';

/** What happens to one request. */
export interface Hit {
  readonly delayMs: number;
  readonly failure: Exclude<Fault['kind'], 'latency'> | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface Active {
  readonly fault: Fault;
  requestsLeft: number;
  readonly untilMs: number;
}

const DEFAULT_STATUS = 503;
const DEFAULT_LATENCY_MS = 1_000;

const NO_HIT: Hit = { delayMs: 0, failure: undefined, status: 200, headers: {} };

/** The faults that are on, until they end by themselves or are taken away. */
export class Faults {
  readonly #nowMs: () => number;
  readonly #random: () => number;
  readonly #listeners = new Set<() => void>();
  #active: readonly Active[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(nowMs: () => number = Date.now, random: () => number = Math.random) {
    this.#nowMs = nowMs;
    this.#random = random;
  }

  /** Puts faults in the place of those that are on. @throws RangeError for what is none */
  set(faults: unknown): void {
    const nowMs = this.#nowMs();
    this.#active = checkFaults(faults).map((fault) => ({
      fault,
      requestsLeft: fault.requests ?? Number.POSITIVE_INFINITY,
      untilMs:
        fault.seconds === undefined ? Number.POSITIVE_INFINITY : nowMs + fault.seconds * 1_000,
    }));
    this.#awaitEnd();
    this.#tell();
  }

  /** Those that are on, with what is left of each. */
  get active(): readonly Fault[] {
    this.#end();
    const nowMs = this.#nowMs();
    return this.#active.map(({ fault, requestsLeft, untilMs }) => ({
      ...fault,
      ...(fault.requests === undefined ? {} : { requests: requestsLeft }),
      ...(fault.seconds === undefined ? {} : { seconds: (untilMs - nowMs) / 1_000 }),
    }));
  }

  /** What happens to the next request: all latencies that hit it, and the first other fault. */
  next(): Hit {
    if (this.#active.length === 0) return NO_HIT;
    this.#end();
    let hit = NO_HIT;
    for (const one of this.#active) {
      const { fault } = one;
      const isSpent = fault.kind !== 'latency' && hit.failure !== undefined;
      if (isSpent || this.#random() >= (fault.share ?? 1)) continue;
      one.requestsLeft -= 1;
      hit = struck(hit, fault);
    }
    this.#end();
    return hit;
  }

  /** Tells when the list changes. Gives the end of it. */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #end(): void {
    const nowMs = this.#nowMs();
    const left = this.#active.filter(
      ({ requestsLeft, untilMs }) => requestsLeft > 0 && untilMs > nowMs,
    );
    if (left.length === this.#active.length) return;
    this.#active = left;
    this.#tell();
  }

  /** Whoever listens is to know of an end when it is there, and not with the next request. */
  #awaitEnd(): void {
    clearTimeout(this.#timer);
    const firstMs = Math.min(...this.#active.map(({ untilMs }) => untilMs));
    if (firstMs === Number.POSITIVE_INFINITY) return;
    const end = () => {
      this.#end();
      this.#awaitEnd();
    };
    this.#timer = setTimeout(end, Math.max(1, firstMs - this.#nowMs())).unref();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function struck(hit: Hit, fault: Fault): Hit {
  if (fault.kind === 'latency') {
    return { ...hit, delayMs: hit.delayMs + (fault.latencyMs ?? DEFAULT_LATENCY_MS) };
  }
  const { retryAfterSeconds, status = DEFAULT_STATUS, kind } = fault;
  const seconds = String(retryAfterSeconds);
  return {
    ...hit,
    failure: kind,
    status,
    headers:
      retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': seconds, ...(status === 429 ? { 'x-ratelimit-reset': seconds } : {}) },
  };
}
