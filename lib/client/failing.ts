/** An endpoint that fails: no reply, or one that says nothing about single messages (not 400, 413 or 422). */
export interface FailingStats {
  /** For how long, in milliseconds. */
  readonly forMs: number;
  /** How many requests failed in a row. */
  readonly requests: number;
  /** What the last one was answered: 0 where there was no reply. */
  readonly status: number;
}

/** For how long the last failure says how the endpoint is, where nothing waits to be sent. */
const COUNTS_FOR_MS = 60_000;

/** What an endpoint answers that has something against single messages, and not against all of them. */
const ABOUT_MESSAGES: ReadonlySet<number> = new Set([400, 413, 422]);

interface Run {
  readonly sinceMs: number;
  readonly lastMs: number;
  readonly requests: number;
  readonly status: number;
}

/** Since when an endpoint fails. Where nothing is sent nothing can succeed: then a failure is forgotten after a minute. */
export class Failing {
  #run: Run | undefined;

  answered(status: number, nowMs: number): void {
    if (ABOUT_MESSAGES.has(status)) return;
    if (status >= 200 && status < 300) {
      this.#run = undefined;
      return;
    }
    const { sinceMs, requests } = this.#run ?? { sinceMs: nowMs, requests: 0 };
    this.#run = { sinceMs, lastMs: nowMs, requests: requests + 1, status };
  }

  /** An attempt failed, with a request or without: where there is no token none is made that could tell. */
  retrying(status: number, nowMs: number): void {
    const run = this.#run ?? { sinceMs: nowMs, requests: 0, status };
    this.#run = { ...run, lastMs: nowMs };
  }

  /** Whether there was a failure since the last success: what to ask before the clock is, in a call. */
  get isNoted(): boolean {
    return this.#run !== undefined;
  }

  /** The first message in a while is about to be sent. */
  awoken(nowMs: number): void {
    if (this.#run !== undefined && nowMs - this.#run.lastMs >= COUNTS_FOR_MS) this.#run = undefined;
  }

  stats(pending: number, nowMs: number): FailingStats | undefined {
    if (this.#run === undefined) return undefined;
    const { sinceMs, lastMs, requests, status } = this.#run;
    if (pending === 0 && nowMs - lastMs >= COUNTS_FOR_MS) return undefined;
    return { forMs: Math.max(0, nowMs - sinceMs), requests, status };
  }
}
