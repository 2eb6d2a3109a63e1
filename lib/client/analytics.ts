import { captureRejectionSymbol, EventEmitter } from 'node:events';
import type {
  AliasCall,
  GroupCall,
  IdentifyCall,
  PageCall,
  RawMessage,
  ScreenCall,
  TrackCall,
  UncheckedCall,
} from '../message/call.js';
import type { MessageType } from '../message/message.js';
import { VERSION } from '../message/version.js';
import type { Plugin } from '../pipeline/plugin.js';
import { assemble, type Parts } from './assemble.js';
import { checkPlugin, resolveOptions } from './check-options.js';
import type { AnalyticsEvents, Callback } from './events.js';
import type { FlushOptions } from './lifecycle.js';
import type { AnalyticsOptions } from './options.js';
import type { Receipt } from './receipt.js';
import { Scope, type ScopeDefaults } from './scope.js';
import type { Stats } from './stats.js';
import type { FlushReport } from './tally.js';

/**
 * Sends what your users do to a Segment-compatible endpoint, and accounts for every call: each is either refused at once or
 * accepted, and each accepted message ends as delivered or dropped, which its receipt, its callback and `stats()` tell.
 *
 * A call costs microseconds: the message is checked, written as JSON and queued in the caller's turn, and sent later in
 * batches. Make one client for a process and share it.
 *
 * @example
 * const analytics = new Analytics({ writeKey: 'my-write-key' });
 * analytics.track({ userId: '42', event: 'Order Completed', properties: { total: 30 } });
 * await analytics.close();
 */
export class Analytics extends EventEmitter<AnalyticsEvents> implements AsyncDisposable {
  readonly #parts: Parts;

  /** @throws ValidationError that names the option that is wrong. */
  constructor(options: AnalyticsOptions) {
    super({ captureRejections: true });
    this.#parts = assemble(resolveOptions(options), this);
    for (const name of BOUND) {
      Object.defineProperty(this, name, {
        value: this[name].bind(this),
        writable: true,
        configurable: true,
      });
    }
  }

  /** Who a user is. */
  identify(params: IdentifyCall, callback?: Callback): Receipt {
    return this.#call('identify', params, callback);
  }

  /** What a user does. */
  track(params: TrackCall, callback?: Callback): Receipt {
    return this.#call('track', params, callback);
  }

  /** Which page of a web site a user looks at. */
  page(params: PageCall, callback?: Callback): Receipt {
    return this.#call('page', params, callback);
  }

  /** Which screen of an app a user looks at. */
  screen(params: ScreenCall, callback?: Callback): Receipt {
    return this.#call('screen', params, callback);
  }

  /** Which account or organization a user belongs to. */
  group(params: GroupCall, callback?: Callback): Receipt {
    return this.#call('group', params, callback);
  }

  /** That two ids are the same user: `previousId` is now `userId`. */
  alias(params: AliasCall, callback?: Callback): Receipt {
    return this.#call('alias', params, callback);
  }

  /**
   * Any of the six as a raw message, for imports and relays: fields that the client does not know are kept, and so is the
   * library that made the message, where its context names one.
   */
  enqueue(message: RawMessage, callback?: Callback): Receipt {
    return this.#parts.dispatch.enqueue(message, callback);
  }

  /**
   * Resolves while there is room to spare in the queue: await it before each call where many calls are made in a row, and
   * none is ever dropped as `queue-full`.
   */
  ready(): Promise<void> {
    return this.#parts.capacity.ready();
  }

  /**
   * Sends what waits at once, and waits until everything that was accepted before is settled and its callbacks have run. Never
   * rejects. With a `timeout`, in milliseconds, or a `signal` only the waiting ends: `pending` says what is still under way.
   */
  flush(options?: FlushOptions & { readonly close?: boolean | undefined }): Promise<FlushReport> {
    const { lifecycle, tally } = this.#parts;
    return options?.close === true ? lifecycle.close(options) : lifecycle.flush(tally, options);
  }

  /**
   * Takes no more calls, sends everything and waits for it. After `timeout` milliseconds (`closeTimeout` by default) the rest
   * is dropped as `deadline`. Never rejects; says how everything that was pending ended.
   */
  close(options?: FlushOptions): Promise<FlushReport> {
    return this.#parts.lifecycle.close(options);
  }

  /** The name of `close()` in Segment's client. */
  closeAndFlush(options?: FlushOptions): Promise<FlushReport> {
    return this.close(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The six calls with defaults bound, and a `flush()` that waits for its own messages alone. */
  scope(defaults: ScopeDefaults = {}): Scope {
    const { dispatch, lifecycle } = this.#parts;
    return new Scope(
      {
        call: (call) => dispatch.call(call),
        flush: (tally, options) => lifecycle.flush(tally, options),
      },
      defaults,
    );
  }

  /** Adds steps that every later message passes. */
  register(...plugins: Plugin[]): Promise<void> {
    for (const plugin of plugins) checkPlugin('plugin', plugin);
    this.#parts.pipeline.add(plugins);
    return Promise.resolve();
  }

  /** The account of this client, as it is now. */
  stats(): Stats {
    return this.#parts.counters.snapshot();
  }

  get VERSION(): string {
    return VERSION;
  }

  /** An asynchronous listener rejected: that stays with the program. */
  override [captureRejectionSymbol](): void {
    this.#parts.host.failed();
  }

  #call(type: MessageType, fields: UncheckedCall, callback: Callback | undefined): Receipt {
    return this.#parts.dispatch.call({
      type,
      fields,
      callback,
      scopeTally: undefined,
      isRaw: false,
    });
  }
}

/** Own, so that `const { track } = analytics` works. */
const BOUND = [
  'identify',
  'track',
  'page',
  'screen',
  'group',
  'alias',
  'enqueue',
  'ready',
  'flush',
  'close',
  'closeAndFlush',
  'scope',
  'register',
  'stats',
] as const;
