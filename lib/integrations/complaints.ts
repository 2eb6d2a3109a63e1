import { AnalyticsError } from '../base/errors.js';
import type { Analytics } from '../client/analytics.js';
import { tell } from './tell.js';

const APART_MS = 60_000;

/** Milliseconds that only ever grow. */
type Now = () => number;

/** Tells of what goes wrong beside requests: by `'error'`, in a later turn, and at most once a minute. */
export class Complaints {
  readonly #client: Analytics;
  readonly #now: Now;
  #quietUntilMs = Number.NEGATIVE_INFINITY;

  constructor(client: Analytics, now: Now) {
    this.#client = client;
    this.#now = now;
  }

  complain(error: AnalyticsError): void {
    const nowMs = this.#now();
    if (nowMs < this.#quietUntilMs) return;
    this.#quietUntilMs = nowMs + APART_MS;
    queueMicrotask(() => tell(this.#client, error));
  }

  /** The program's `identify` threw, rejected, or gave something that is no visitor. */
  identifyFailed(call: string, cause: unknown): void {
    if (AnalyticsError.isAnalyticsError(cause)) {
      this.complain(cause);
      return;
    }
    const message = `${call}: identify failed, and the request went on without a user: ${textOf(cause)}`;
    this.complain(new AnalyticsError(message, { code: 'identify-failed', cause }));
  }

  /** A guard threw or rejected, and nobody was let in. */
  guardFailed(call: string, cause: unknown): void {
    const message = `${call}: allow failed, and the request was answered 403: ${textOf(cause)}`;
    this.complain(new AnalyticsError(message, { code: 'guard-failed', cause }));
  }

  unreadable(call: string, cause: unknown): void {
    const message = `${call}: the request could not be read: ${textOf(cause)}`;
    this.complain(new AnalyticsError(message, { code: 'request-unreadable', cause }));
  }
}

const known = new WeakMap<Analytics, Complaints>();

/** The complaints of one client, whoever makes them. The clock is that of who asks first. */
export function complaintsOf(client: Analytics, now: Now = () => performance.now()): Complaints {
  const complaints = known.get(client) ?? new Complaints(client, now);
  known.set(client, complaints);
  return complaints;
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'something that is no error was thrown';
}
