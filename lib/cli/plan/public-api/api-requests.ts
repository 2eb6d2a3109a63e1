import pRetry from 'p-retry';
import { type Clock, sleep } from '../../../base/clock.js';
import { backoffMs } from '../../../delivery/backoff.js';
import { parseRetryAfter } from '../../../delivery/retry-after.js';
import { Secrets } from '../../../delivery/secrets.js';
import { withoutControls } from '../../without-controls.js';
import { ApiError } from './api-error.js';
import type { ApiTarget } from './api-target.js';
import { type Reply, readReply } from './read-reply.js';
import { refusalOf, waitOf } from './refusal.js';

const RETRIES = 5;
const BACKOFF = { minTimeout: 1_000, maxTimeout: 30_000, factor: 2 };
/** For one request and the whole of its answer. */
const TIMEOUT_MS = 60_000;

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** From the slash on, encoded. */
  readonly path: string;
  readonly body?: object;
  /** Whether to ask twice may do something twice: then only an answer that says that nothing was done leads to a retry. */
  readonly isOnce?: boolean;
}

export interface ApiSurroundings {
  readonly clock: Clock;
  readonly random: () => number;
  /** Told of a wait before the next attempt. */
  readonly onWait: (text: string) => void;
}

/** Asks the Public API, and again where it is busy or can't be reached. Nothing that it says or tells has the token in it. */
export class ApiRequests {
  readonly #target: ApiTarget;
  readonly #secrets: Secrets;
  readonly #surroundings: ApiSurroundings;

  constructor(target: ApiTarget, surroundings: ApiSurroundings) {
    this.#target = target;
    this.#secrets = new Secrets(target.token);
    this.#surroundings = surroundings;
  }

  get url(): string {
    return this.#target.url;
  }

  /** The `data` of the answer. @throws ApiError */
  async send(request: ApiRequest): Promise<unknown> {
    let retries = 0;
    return pRetry(() => this.#attempt(request), {
      retries: RETRIES,
      // The wait is ours, as long as the API asks for.
      minTimeout: 0,
      factor: 1,
      onFailedAttempt: async ({ error }) => {
        if (!(error instanceof Retryable) || retries >= RETRIES) throw this.#final(error);
        await this.#wait(error, retries);
        retries += 1;
      },
    });
  }

  async #attempt(request: ApiRequest): Promise<unknown> {
    const { clock } = this.#surroundings;
    const reply = await this.#exchange(request);
    if (reply.kind === 'failure') {
      const error = new ApiError(this.#shown(`${this.url} can't be reached: ${reply.reason}.`));
      throw request.isOnce || reply.isFinal ? error : new Retryable(error, undefined);
    }
    const { status, headers } = reply;
    if (status >= 200 && status < 300) return this.#dataOf(reply);
    // Masked before anything is cut off: half a token would be told otherwise.
    const text = this.#secrets.mask(reply.text);
    const error = new ApiError(this.#shown(refusalOf({ ...reply, text }, this.url)), status);
    const isRetryable = status === 429 || (status >= 500 && !request.isOnce);
    if (!isRetryable) throw error;
    throw new Retryable(
      error,
      waitOf(reply) ?? parseRetryAfter(headers.get('retry-after') ?? '', clock.now()),
    );
  }

  async #exchange({ method, path, body }: ApiRequest): Promise<Reply> {
    const { clock } = this.#surroundings;
    const controller = new AbortController();
    const timer = clock.after(TIMEOUT_MS, () =>
      controller.abort(new Error(`no answer within ${TIMEOUT_MS / 1_000} s`)),
    );
    try {
      const response = fetch(`${this.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#target.token}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        // Elsewhere nobody has a right to the token.
        redirect: 'manual',
        signal: controller.signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return await readReply(response);
    } finally {
      timer.cancel();
    }
  }

  #dataOf({ text, status }: Extract<Reply, { kind: 'reply' }>): unknown {
    try {
      const { data } = JSON.parse(text) as { readonly data?: unknown };
      if (data !== undefined && data !== null) return data;
    } catch {
      // What isn't JSON has no data either.
    }
    throw new ApiError(
      `${this.url} gave an answer without data (${status}). Is it the address of the Public API?`,
    );
  }

  async #wait({ askedMs, error }: Retryable, retries: number): Promise<void> {
    const { clock, random, onWait } = this.#surroundings;
    const waitMs = Math.max(askedMs ?? 0, backoffMs(retries, BACKOFF, random()));
    const why = error.status === undefined ? "can't be reached" : 'is busy';
    onWait(`the API ${why}: next try in ${Math.ceil(waitMs / 1_000)} s`);
    await sleep(clock, waitMs, new AbortController().signal);
    onWait('');
  }

  #final(error: unknown): unknown {
    return error instanceof Retryable ? error.error : error;
  }

  #shown(text: string): string {
    return withoutControls(this.#secrets.mask(text));
  }
}

/** Thrown to p-retry, which starts the next attempt. */
class Retryable extends Error {
  constructor(
    readonly error: ApiError,
    readonly askedMs: number | undefined,
  ) {
    super(error.message);
  }
}
