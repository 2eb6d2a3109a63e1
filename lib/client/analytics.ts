import { captureRejectionSymbol, EventEmitter } from 'node:events';
import type { Writable } from 'node:stream';
import type { AliasCall, RawMessage, UncheckedCall } from '../message/call.js';
import type { MessageType } from '../message/message.js';
import { VERSION } from '../message/version.js';
import type { PluginLike, Step } from '../pipeline/plugin.js';
import type { AnyEvents } from '../plan/planned.js';
import type {
  EventName,
  PlannedGroupCall,
  PlannedIdentifyCall,
  PlannedTrackCall,
  PlannedViewCall,
  ViewName,
} from '../plan/planned-call.js';
import { Ambient } from './ambient.js';
import { assemble, type Parts } from './assemble.js';
import { BOUND } from './bound.js';
import { resolveOptions } from './check-options.js';
import type { AnalyticsEvents, Callback } from './events.js';
import { ClientIntake, INTAKE, type Intake } from './intake.js';
import type { FlushOptions } from './lifecycle.js';
import type { AnalyticsOptions } from './options.js';
import type { Receipt } from './receipt.js';
import { announced, announceStart } from './registration.js';
import type { Scope, ScopeDefaults } from './scope.js';
import {
  asFlushResult,
  type FlushCallback,
  type FlushResult,
  flushWithCallback,
  type Ready,
  readySignal,
} from './segment-promises.js';
import type { Stats } from './stats.js';
import { type WritableOptions, writableInto } from './writable.js';

/**
 * Sends what your users do to a Segment-compatible endpoint, and accounts for every call: each is either refused at once or
 * accepted, and each accepted message ends as delivered or dropped, which its receipt, its callback and `stats()` tell.
 *
 * A call costs microseconds: what is called is sent later, in batches. Make one client for a process and share it.
 *
 * A client takes any event. With a type argument the compiler knows the events and their properties: an interface of them,
 * such as `Ecommerce` of `waybill/vocab`, or the type of a tracking plan that is written `as const`.
 *
 * @example
 * const analytics = new Analytics({ writeKey: 'my-write-key' });
 * analytics.track({ userId: '42', event: 'Order Completed', properties: { total: 30 } });
 * await analytics.close();
 */
export class Analytics<Plan extends object = AnyEvents>
  extends EventEmitter<AnalyticsEvents>
  implements AsyncDisposable
{
  readonly #parts: Parts;
  readonly #ambient = new Ambient<Plan>({
    call: (call) => this.#parts.dispatch.call(call),
    flush: (tally, options) => this.#parts.lifecycle.flush(tally, options),
  });

  /**
   * Resolves while there is room to spare in the queue: await it before each call where many calls are made in a row, and
   * none is ever dropped as `queue-full`. As a promise, without a call, it is settled when the plugins of the constructor
   * are loaded, as in Segment's client.
   */
  readonly ready: Ready;

  /** The form of Segment's legacy client. */
  constructor(writeKey: string, options?: Omit<AnalyticsOptions, 'writeKey'>);
  /** @throws ValidationError that names the option that is wrong. */
  constructor(options: AnalyticsOptions);
  constructor(given: AnalyticsOptions | string, rest: Omit<AnalyticsOptions, 'writeKey'> = {}) {
    super({ captureRejections: true });
    const options = typeof given === 'string' ? { ...rest, writeKey: given } : given;
    const settings = resolveOptions(options);
    this.#parts = assemble(settings, this);
    const { pipeline, lane, host } = this.#parts;
    const loaded = pipeline.register(settings.plugins, { call: 'Analytics', keepsFailed: true });
    this.ready = readySignal(() => lane.capacity.ready(), loaded.then(nothing, nothing));
    if (settings.errorHandler !== undefined) this.on('error', settings.errorHandler);
    announceStart(this, host, options);
    for (const name of BOUND) {
      const value: unknown = this[name].bind(this);
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    }
  }

  /** Who a user is. */
  identify(params: PlannedIdentifyCall<Plan>, callback?: Callback): Receipt {
    return this.#call('identify', params, callback);
  }

  /** What a user does. */
  track<Name extends EventName<Plan>>(
    params: PlannedTrackCall<Plan, Name>,
    callback?: Callback,
  ): Receipt {
    return this.#call('track', params, callback);
  }

  /** Which page of a web site a user looks at. */
  page<Name extends ViewName<Plan, 'PAGE'> = never>(
    params: PlannedViewCall<Plan, 'PAGE', Name>,
    callback?: Callback,
  ): Receipt {
    return this.#call('page', params, callback);
  }

  /** Which screen of an app a user looks at. */
  screen<Name extends ViewName<Plan, 'SCREEN'> = never>(
    params: PlannedViewCall<Plan, 'SCREEN', Name>,
    callback?: Callback,
  ): Receipt {
    return this.#call('screen', params, callback);
  }

  /** Which account or organization a user belongs to. */
  group(params: PlannedGroupCall<Plan>, callback?: Callback): Receipt {
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
    return this.#parts.dispatch.enqueue(message, callback, this.#ambient.tally);
  }

  /**
   * Sends what waits at once, and waits until everything that was accepted before is settled and its callbacks have run. Never
   * rejects. With a `timeout`, in milliseconds, or a `signal` only the waiting ends: `pending` says what is still under way.
   */
  flush(
    options?: (FlushOptions & { readonly close?: boolean | undefined }) | FlushCallback,
  ): Promise<FlushResult> {
    const { lifecycle, tally } = this.#parts;
    if (typeof options === 'function')
      return asFlushResult(flushWithCallback(this.#parts, options));
    return asFlushResult(
      options?.close === true ? lifecycle.close(options) : lifecycle.flush(tally, options),
    );
  }

  /**
   * Takes no more calls, sends everything and waits for it. After `timeout` milliseconds (`closeTimeout` by default) the rest
   * is dropped as `deadline`. Never rejects; says how everything that was pending ended.
   */
  close(options?: FlushOptions): Promise<FlushResult> {
    return asFlushResult(this.#parts.lifecycle.close(options));
  }

  /** Segment's name for `close()`. */
  closeAndFlush(options?: FlushOptions): Promise<FlushResult> {
    return this.close(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * The six calls with defaults bound, and a `flush()` that waits for its own messages alone. Made within {@link Analytics.run}
   * its messages count for the surrounding scope, too.
   */
  scope(defaults: ScopeDefaults = {}): Scope<Plan> {
    return this.#ambient.scope(defaults);
  }

  /**
   * Runs a function within a scope, and gives what it gives: whatever it calls or awaits finds the scope by `current()`. The
   * scope's `flush()` covers whatever is called there, on the client itself or on other scopes of it, too. Within another such
   * function the defaults go before those around them, and the flush of the outer scope covers both.
   *
   * @example
   * app.use((request, response, next) => analytics.run({ userId: request.user.id }, next));
   */
  run<Result>(scope: Scope<Plan> | ScopeDefaults, work: () => Result): Result {
    return this.#ambient.run(scope, work);
  }

  /** The scope that `run` put around the code that asks; one without defaults where there is none. */
  current(): Scope<Plan> {
    return this.#ambient.current();
  }

  /**
   * Adds plugins, and functions that every later message passes. Resolves when they are loaded; calls that are made
   * meanwhile wait for them. Rejects with a {@link PluginError} where one could not be loaded: the client goes on without
   * it, and nothing more happens if nobody listens.
   * @throws ValidationError at once for what is no plugin, or has a name that is taken.
   */
  register(...plugins: (PluginLike | Step)[]): Promise<void> {
    const { pipeline, host } = this.#parts;
    const work = pipeline.register(plugins, { call: 'register', keepsFailed: false });
    return announced({ client: this, host, event: 'register', work });
  }

  /** Takes plugins out by their names. A destination is given what waits for it first. */
  deregister(...names: string[]): Promise<void> {
    const { pipeline, host } = this.#parts;
    const work = pipeline.deregister(names).then(() => names);
    return announced({ client: this, host, event: 'deregister', work });
  }

  /** Brings what is pending to the disk of the spool, and says whether it is there: then it outlasts a crash. Never rejects. */
  sync(): Promise<boolean> {
    return this.#parts.sync();
  }

  /** The account of this client, as it is now. */
  stats(): Stats {
    return this.#parts.stats();
  }

  /**
   * A stream in object mode that takes raw messages, and waits while there is no room. It is finished when all that it took is
   * settled; a message that is not taken ends it with an error, unless `onRefused` is given. Not in workers.
   */
  writable(options?: WritableOptions): Writable {
    return writableInto(this[INTAKE], options);
  }

  /** For `waybill/import`. @internal */
  get [INTAKE](): Intake {
    return new ClientIntake(this.#parts, this.#ambient.tally);
  }

  get VERSION(): string {
    return VERSION;
  }

  /** An asynchronous listener rejected: that stays with the program. @internal */
  override [captureRejectionSymbol](): void {
    this.#parts.host.failed();
  }

  #call(type: MessageType, fields: UncheckedCall, callback: Callback | undefined): Receipt {
    const scopeTally = this.#ambient.tally;
    return this.#parts.dispatch.call({ type, fields, callback, scopeTally, isRaw: false, atMs: 0 });
  }
}

function nothing(): void {}
