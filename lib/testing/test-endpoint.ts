import { describe } from '../base/describe.js';
import type { Payload, Reply, Transport } from '../delivery/transport.js';
import { checkOptions, mistake } from './given.js';
import type { RecordedMessage } from './recorded.js';

/** A request that was made, as the endpoint got it. */
export interface TestRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sentAt: string;
  readonly batch: readonly RecordedMessage[];
}

/** What a scripted reply is made of. */
export interface ReplyOptions {
  /** @default {} */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What is no text is written as JSON. @default '' */
  readonly body?: unknown;
  /** For how many requests, one after the other; `Infinity` for all that follow. @default 1 */
  readonly times?: number | undefined;
}

type Act = (signal: AbortSignal) => Promise<Reply>;

interface Scripted {
  readonly act: Act;
  left: number;
}

/**
 * The endpoint of a client under test, in memory. It answers 200 until it is told otherwise, each answer for a request of its own,
 * in the order in which they were told.
 *
 * @example
 * endpoint.reply(429, { headers: { 'retry-after': '5' } }).fail('ECONNRESET').hang();
 */
export class TestEndpoint {
  /** Carries the requests of the client. */
  readonly transport: Transport = { send: (payload, signal) => this.#send(payload, signal) };
  #requests: TestRequest[] = [];
  #script: Scripted[] = [];

  /** The requests that were made, repeated ones included. */
  get requests(): readonly TestRequest[] {
    return [...this.#requests];
  }

  /** Answers the next request. @throws ValidationError for a status that is none */
  reply(status: number, options: ReplyOptions = {}): this {
    checkOptions('reply', options, ['headers', 'body', 'times']);
    const { headers = {}, body = '', times = 1 } = options;
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw mistake('reply', 'status', {
        found: describe(status),
        expected: 'a whole number from 200 to 599',
      });
    }
    const reply = { status, headers, body: bodyOf(body) };
    return this.#add(() => Promise.resolve({ ...reply, body: once(reply.body) }), times, 'reply');
  }

  /** The next request gets no reply: its connection breaks with an error, or an error of this code. @default 'ECONNRESET' */
  fail(error: Error | string = 'ECONNRESET', options: Pick<ReplyOptions, 'times'> = {}): this {
    // Of any realm: test runners have errors of their own.
    if (typeof error !== 'string' && typeof (error as Partial<Error>)?.message !== 'string') {
      const expected = "an Error or a code like 'ECONNRESET', before any options";
      throw mistake('fail', 'error', { found: describe(error), expected });
    }
    const times = timesOf('fail', options);
    const thrown =
      typeof error === 'string'
        ? Object.assign(new Error(`It fails with ${error}.`), { code: error })
        : error;
    return this.#add(() => Promise.reject(thrown), times, 'fail');
  }

  /** The next request is never answered: its client gives it up after `httpRequestTimeout`. */
  hang(options: Pick<ReplyOptions, 'times'> = {}): this {
    return this.#add(untilAborted, timesOf('hang', options), 'hang');
  }

  /** Forgets the requests, and what it was told to answer. */
  clear(): void {
    this.#requests = [];
    this.#script = [];
  }

  #add(act: Act, times: number, call: string): this {
    const isCount = Number.isInteger(times) || times === Number.POSITIVE_INFINITY;
    if (!isCount || times < 1) {
      throw mistake(call, 'times', {
        found: describe(times),
        expected: 'a whole number from 1, or Infinity',
      });
    }
    this.#script.push({ act, left: times });
    return this;
  }

  #send({ url, headers, body }: Payload, signal: AbortSignal): Promise<Reply> {
    const { sentAt, batch } = JSON.parse(body.toString('utf8')) as TestRequest;
    this.#requests.push({ url, headers, sentAt, batch });
    const [next] = this.#script;
    if (next === undefined) return Promise.resolve({ status: 200, headers: {} });
    next.left -= 1;
    if (next.left <= 0) this.#script.shift();
    return next.act(signal);
  }
}

function timesOf(call: string, options: Pick<ReplyOptions, 'times'>): number {
  checkOptions(call, options, ['times']);
  return options.times ?? 1;
}

function bodyOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

async function* once(body: string): AsyncGenerator<string> {
  yield body;
}

function untilAborted(signal: AbortSignal): Promise<Reply> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
