import { isBag } from '../base/bag.js';
import type { AliasCall, CommonCallFields, Id, UncheckedCall } from '../message/call.js';
import type { MessageType } from '../message/message.js';
import type { AnyEvents } from '../plan/planned.js';
import type {
  EventName,
  PlannedGroupCall,
  PlannedIdentifyCall,
  PlannedTrackCall,
  PlannedViewCall,
  ViewName,
} from '../plan/planned-call.js';
import type { Call } from './entry.js';
import type { Callback } from './events.js';
import type { FlushReport } from './flush-report.js';
import type { FlushOptions } from './lifecycle.js';
import type { Receipt } from './receipt.js';
import type { Tally } from './tally.js';

/** What the calls of a scope get where they don't say. */
export interface ScopeDefaults extends Omit<CommonCallFields, 'messageId'>, ScopedIdentity {}

/** Who a call of a scope is about, where that is someone else. */
interface ScopedIdentity {
  readonly userId?: Id | undefined;
  readonly anonymousId?: Id | undefined;
}

/** What a scope needs of its client. */
export interface ScopeClient {
  call(call: Call): Receipt;
  flush(tally: Tally, options: FlushOptions | undefined): Promise<FlushReport>;
  /** What counts a call of a scope with this tally, where the call is made. */
  tallyFor(tally: Tally): Tally;
}

/** What counts the calls of a scope: for the client alone, so it is no method. */
export let tallyOf: (scope: Scope) => Tally;

/**
 * The six calls with defaults bound: one user's, or one request's. What a call says wins; `context` and `integrations`
 * are merged, one level deep. `flush()` waits for the messages of this scope and of nobody else: for what is called on it, on
 * scopes made of it, and, where it was given to `run`, within that. It knows the events that its client knows.
 */
export class Scope<Plan extends object = AnyEvents> {
  readonly #client: ScopeClient;
  readonly #defaults: ScopeDefaults;
  readonly #tally: Tally;

  static {
    tallyOf = (scope) => scope.#tally;
  }

  constructor(client: ScopeClient, defaults: ScopeDefaults, tally: Tally) {
    this.#client = client;
    this.#defaults = defaults;
    this.#tally = tally;
  }

  /** A scope within this one: its defaults go before these, and its messages are counted and flushed with these. */
  scope(defaults: ScopeDefaults): Scope<Plan> {
    return new Scope(this.#client, new NestedDefaults(defaults, this.#defaults), this.#tally);
  }

  identify(params: PlannedIdentifyCall<Plan, ScopedIdentity>, callback?: Callback): Receipt {
    return this.#call('identify', params, callback);
  }

  track<Name extends EventName<Plan>>(
    params: PlannedTrackCall<Plan, Name, ScopedIdentity>,
    callback?: Callback,
  ): Receipt {
    return this.#call('track', params, callback);
  }

  page<Name extends ViewName<Plan, 'PAGE'> = never>(
    params: PlannedViewCall<Plan, 'PAGE', Name, ScopedIdentity>,
    callback?: Callback,
  ): Receipt {
    return this.#call('page', params, callback);
  }

  screen<Name extends ViewName<Plan, 'SCREEN'> = never>(
    params: PlannedViewCall<Plan, 'SCREEN', Name, ScopedIdentity>,
    callback?: Callback,
  ): Receipt {
    return this.#call('screen', params, callback);
  }

  group(params: PlannedGroupCall<Plan, ScopedIdentity>, callback?: Callback): Receipt {
    return this.#call('group', params, callback);
  }

  alias(params: Omit<AliasCall, 'userId'> & ScopedIdentity, callback?: Callback): Receipt {
    return this.#call('alias', params, callback);
  }

  /** As {@link Analytics.flush}, for the messages of this scope alone. */
  flush(options?: FlushOptions): Promise<FlushReport> {
    return this.#client.flush(this.#tally, options);
  }

  #call(type: MessageType, params: UncheckedCall, callback: Callback | undefined): Receipt {
    const fields = this.#withDefaults(params);
    const scopeTally = this.#client.tallyFor(this.#tally);
    return this.#client.call({ type, fields, callback, scopeTally, isRaw: false, atMs: 0 });
  }

  #withDefaults(params: UncheckedCall): UncheckedCall {
    const { context, integrations, timestamp, userId, anonymousId } = this.#defaults;
    try {
      return {
        ...params,
        userId: params.userId ?? userId,
        anonymousId: params.anonymousId ?? anonymousId,
        timestamp: params.timestamp ?? timestamp,
        context: merge(context, params.context),
        integrations: merge(integrations, params.integrations),
      };
    } catch {
      // It can't be read: the client says so.
      return params;
    }
  }
}

/** Found out when a call asks for them: those of a request's scope ask who its user is. */
class NestedDefaults implements ScopeDefaults {
  readonly #inner: ScopeDefaults;
  readonly #outer: ScopeDefaults;

  constructor(inner: ScopeDefaults, outer: ScopeDefaults) {
    this.#inner = inner;
    this.#outer = outer;
  }

  get userId(): ScopeDefaults['userId'] {
    return this.#inner.userId ?? this.#outer.userId;
  }

  get anonymousId(): ScopeDefaults['anonymousId'] {
    return this.#inner.anonymousId ?? this.#outer.anonymousId;
  }

  get timestamp(): ScopeDefaults['timestamp'] {
    return this.#inner.timestamp ?? this.#outer.timestamp;
  }

  get context(): ScopeDefaults['context'] {
    return merge(this.#outer.context, this.#inner.context) as ScopeDefaults['context'];
  }

  get integrations(): ScopeDefaults['integrations'] {
    return merge(
      this.#outer.integrations,
      this.#inner.integrations,
    ) as ScopeDefaults['integrations'];
  }
}

function merge(defaults: object | undefined, given: unknown): unknown {
  if (given === undefined || defaults === undefined) return given ?? defaults;
  return isBag(given) ? { ...defaults, ...given } : given;
}
