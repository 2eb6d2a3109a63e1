import { isThenable } from '../base/thenable.js';
import type { Analytics } from '../client/analytics.js';
import type { Scope, ScopeDefaults } from '../client/scope.js';
import type { Id } from '../message/call.js';
import type { MessageContext } from '../message/message-context.js';
import { problem } from './check-settings.js';
import { type Complaints, complaintsOf } from './complaints.js';
import { contextOf, type RequestFacts } from './request-context.js';
import { type Identified, type KnownVisitor, readVisitor } from './visitor.js';

/** How a framework's requests become scopes. */
export interface RequestScopeOptions<Request> {
  /**
   * Says who a request is from: a visitor, a user's id, or nothing. Asked once a request, at its first call: whoever signs
   * the user in, earlier or later in the chain, has done so by then. Where it throws the request goes on without a user,
   * and `'error'` tells of it, at most once a minute.
   */
  readonly identify?: ((request: Request) => Identified) | undefined;
  /**
   * Whether `client.current()` gives the request's scope wherever the request's code runs.
   * `true` is a ValidationError where the runtime has no AsyncLocalStorage. @default true, where it has
   */
  readonly ambient?: boolean | undefined;
  /** `response` sends what a request has tracked as soon as its response is done, for hosts that freeze. @default 'never' */
  readonly flush?: 'never' | 'response' | undefined;
}

/** What a framework brings. */
export interface RequestSource<Request> {
  readonly client: Analytics;
  /** What the program called, for errors. */
  readonly call: string;
  readonly options: RequestScopeOptions<Request>;
  readonly factsOf: (request: Request) => RequestFacts;
}

/** Makes a scope for each request, and sees to it that nothing of that disturbs one. */
export class RequestScopes<Request> {
  readonly client: Analytics;
  readonly isAmbient: boolean;
  readonly isFlushed: boolean;
  readonly complaints: Complaints;
  readonly #source: RequestSource<Request>;

  constructor(source: RequestSource<Request>) {
    this.#source = source;
    this.client = source.client;
    this.complaints = complaintsOf(source.client);
    this.isAmbient = isAmbient(source);
    this.isFlushed = source.options.flush === 'response';
  }

  open(request: Request): Visit<Request> {
    return new Visit(this, request);
  }

  /** Runs the rest of a request. */
  run<Result>({ scope }: Pick<Visit<Request>, 'scope'>, rest: () => Result): Result {
    return this.isAmbient ? this.client.run(scope, rest) : rest();
  }

  /** Who a request is from, and where. Functions of the program take part in it: what they throw stays here. */
  learn(request: Request): Learned {
    const visitor = this.#identify(request);
    return { ...visitor, context: contextOf(this.#factsOf(request), visitor.traits) };
  }

  #identify(request: Request): KnownVisitor {
    const { call, options } = this.#source;
    try {
      const given = options.identify?.(request);
      if (isThenable(given)) given.then(undefined, () => undefined);
      return readVisitor(given, call);
    } catch (cause) {
      this.complaints.identifyFailed(call, cause);
      return {};
    }
  }

  #factsOf(request: Request): RequestFacts {
    const { call, factsOf } = this.#source;
    try {
      return factsOf(request);
    } catch (cause) {
      this.complaints.unreadable(call, cause);
      return {};
    }
  }
}

/** Some workers have no AsyncLocalStorage: better said now than by every request. */
function isAmbient({ client, call, options }: RequestSource<never>): boolean {
  const { ambient } = options;
  if (ambient === false || canSurround(client)) return ambient ?? true;
  if (ambient === undefined) return false;
  const expected = 'left out, or false: this runtime has no AsyncLocalStorage';
  throw problem({ call, field: 'ambient', value: ambient, expected });
}

function canSurround(client: Analytics): boolean {
  try {
    client.run({}, () => undefined);
    return true;
  } catch {
    return false;
  }
}

interface Learned extends KnownVisitor {
  readonly context: MessageContext;
}

/** One request: its scope, and the defaults of that, which are found out when the first call asks for them. */
export class Visit<Request> implements ScopeDefaults {
  readonly scope: Scope;
  readonly #scopes: RequestScopes<Request>;
  #request: Request | undefined;
  #learned: Learned | undefined;

  constructor(scopes: RequestScopes<Request>, request: Request) {
    this.#scopes = scopes;
    this.#request = request;
    this.scope = scopes.client.scope(this);
  }

  get userId(): Id | undefined {
    return this.#learn().userId;
  }

  get anonymousId(): Id | undefined {
    return this.#learn().anonymousId;
  }

  get context(): MessageContext {
    return this.#learn().context;
  }

  /** Sends what the request has tracked, if it has; never rejects. */
  async flush(): Promise<void> {
    if (this.#learned !== undefined) await this.scope.flush();
  }

  #learn(): Learned {
    if (this.#learned === undefined) {
      this.#learned = this.#scopes.learn(this.#request as Request);
      // A scope may live longer than its request.
      this.#request = undefined;
    }
    return this.#learned;
  }
}
