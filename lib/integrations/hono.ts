import type { Context, Env, HonoRequest, MiddlewareHandler } from 'hono';
import type { Analytics } from '../client/analytics.js';
import type { Scope } from '../client/scope.js';
import { aFunction } from './check-settings.js';
import { checkClient, checkScopeOptions } from './given-client.js';
import { headerFacts, type RequestFacts, splitUrl } from './request-context.js';
import { type RequestScopeOptions, RequestScopes } from './request-scopes.js';
import { unsupported } from './unsupported.js';

export type { RequestScopeOptions } from './request-scopes.js';
export type { Identified, Visitor } from './visitor.js';

declare module 'hono' {
  interface ContextVariableMap {
    /** The six calls, with the visitor and the circumstances of this request bound. */
    analytics: Scope;
  }
}

/** How requests of Hono become scopes. */
export interface HonoAnalyticsOptions<E extends Env = Env> extends RequestScopeOptions<Context<E>> {
  /**
   * Where the visitor's address is: `(c) => c.req.header('cf-connecting-ip')` at Cloudflare. A header is only worth something
   * behind a proxy that sets it. @default the other end of the connection, with `@hono/node-server`
   */
  readonly ip?: ((context: Context<E>) => string | undefined) | undefined;
}

/** What `@hono/node-server` binds. */
interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
  readonly outgoing?: { once?(event: 'close', listener: () => void): unknown };
}

interface Host {
  readonly env: unknown;
  readonly executionCtx: { waitUntil(work: Promise<unknown>): void };
}

const CALL = 'analytics';
const OLD_HONO = {
  call: CALL,
  framework: 'hono',
  version: '3 or older',
  expected: 'version 4 (npm install hono@4): with others it is not tested',
};

/**
 * Gives every request a scope, `c.get('analytics')`, whose calls carry the visitor's id, ip, user agent, locale and page.
 *
 * @example
 * app.use(analytics(client, { identify: (c) => c.req.header('x-user-id') }));
 * app.post('/orders', (c) => {
 *   c.get('analytics').track({ event: 'Order Completed' });
 *   return c.body(null, 201);
 * });
 * @throws ValidationError for something that is no client, or an option that is wrong.
 */
export function analytics<E extends Env = Env>(
  client: Analytics,
  options: HonoAnalyticsOptions<E> = {},
): MiddlewareHandler<E> {
  checkClient(client, CALL);
  checkScopeOptions(CALL, options, { ip: aFunction });
  const { ip = ipOfConnection } = options;
  const factsOf = (context: Context<E>): RequestFacts => factsWith(context.req, ip(context));
  const scopes = new RequestScopes<Context<E>>({ client, call: CALL, options, factsOf });
  let isChecked = false;
  return async (context, next) => {
    if (!isChecked) {
      isChecked = true;
      if (isOldHono(context.req)) scopes.complaints.complain(unsupported(OLD_HONO));
    }
    const visit = scopes.open(context);
    context.set('analytics', visit.scope as never);
    try {
      await scopes.run(visit, next);
    } finally {
      if (scopes.isFlushed) flushAfter(context, () => visit.flush());
    }
  };
}

/** Hono tells its version to nobody; until version 4 its requests had this. */
function isOldHono(req: HonoRequest): boolean {
  return typeof (req as { readonly cookie?: unknown }).cookie === 'function';
}

function factsWith(req: HonoRequest, ip: string | undefined): RequestFacts {
  return {
    ip,
    ...splitUrl(req.url),
    ...headerFacts((name) => req.header(name)),
  };
}

function ipOfConnection({ env }: Host): string | undefined {
  return (env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress;
}

/** After the response where that can be seen, within `waitUntil` where the host has it, and else at once. */
function flushAfter(host: Host, flush: () => Promise<void>): void {
  const { outgoing } = (host.env ?? {}) as NodeBindings;
  if (typeof outgoing?.once === 'function') {
    outgoing.once('close', () => void flush());
    return;
  }
  const flushed = flush();
  try {
    host.executionCtx.waitUntil(flushed);
  } catch {
    // Hono throws where the host has none: then the flush goes on by itself.
  }
}
