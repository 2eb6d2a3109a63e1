import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyRequest,
  FastifyTypeProviderDefault,
  onRequestHookHandler,
  RawServerDefault,
} from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Analytics } from '../client/analytics.js';
import type { Scope } from '../client/scope.js';
import { type ClientOrOptions, takeClient } from './given-client.js';
import { factsOfNode } from './node-requests.js';
import { type RequestScopeOptions, RequestScopes, type Visit } from './request-scopes.js';

export type { ClientOrOptions } from './given-client.js';
export type { RequestScopeOptions } from './request-scopes.js';
export type { Identified, Visitor } from './visitor.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** The client. */
    analytics: Analytics;
  }
  interface FastifyRequest {
    /** The six calls, with the visitor and the circumstances of this request bound. */
    readonly analytics: Scope;
  }
}

/** A client, or options to make one, and how requests become scopes. */
export type FastifyAnalyticsOptions = ClientOrOptions &
  RequestScopeOptions<FastifyRequest> & {
    /** Whether the client is closed with the server, after its last request. @default true */
    readonly close?: boolean | undefined;
  };

type Opened = FastifyRequest & { [VISIT]?: Visit<FastifyRequest> | undefined };

const CALL = 'fastifyAnalytics';
const VISIT: unique symbol = Symbol('waybill.visit');
/** What Fastify itself takes out of the options of any plugin, and leaves there. */
const OF_FASTIFY = ['prefix', 'logLevel', 'logSerializers'];

const plugin: FastifyPluginAsync<FastifyAnalyticsOptions> = async (app, options) => {
  const client = takeClient(CALL, options, OF_FASTIFY);
  const scopes = new RequestScopes<FastifyRequest>({
    client,
    call: CALL,
    options,
    // `trustProxy` of the server decides on ip, protocol and host.
    factsOf: factsOfNode,
  });
  app.decorate('analytics', client);
  decorateRequest(app, scopes);
  if (scopes.isAmbient) surround(app, scopes);
  if (scopes.isFlushed) flushAfterResponse(app, scopes);
  if (options.close ?? true) app.addHook('onClose', async () => void (await client.close()));
};

/**
 * Decorates the server with the client, `app.analytics`, and each request with a scope, `request.analytics`, whose calls
 * carry the visitor's id, ip, user agent, locale and page. Closes the client with the server. A client or an option that is
 * wrong rejects as a {@link ValidationError}.
 *
 * @example
 * await app.register(fastifyAnalytics, { client: analytics });
 * app.post('/orders', async (request) => {
 *   request.analytics.track({ userId: '42', event: 'Order Completed' });
 *   return { ok: true };
 * });
 */
export const fastifyAnalytics: typeof plugin = fastifyPlugin<
  FastifyAnalyticsOptions,
  RawServerDefault,
  FastifyTypeProviderDefault,
  FastifyBaseLogger,
  typeof plugin
>(plugin, { fastify: '5.x', name: 'waybill' });

function decorateRequest(app: FastifyInstance, scopes: RequestScopes<FastifyRequest>): void {
  // Declared, so that all requests keep one shape.
  app.decorateRequest(VISIT, undefined);
  app.decorateRequest('analytics', {
    getter(this: FastifyRequest) {
      return visitOf(this, scopes).scope;
    },
  });
}

function surround(app: FastifyInstance, scopes: RequestScopes<FastifyRequest>): void {
  // Twice: the body is read in between, by events of the socket, which belong to no request.
  const enter: onRequestHookHandler = (request, _reply, next) => {
    scopes.run(visitOf(request, scopes), next);
  };
  app.addHook('onRequest', enter);
  app.addHook('preValidation', enter);
}

function flushAfterResponse(app: FastifyInstance, scopes: RequestScopes<FastifyRequest>): void {
  app.addHook('onRequest', (request, reply, next) => {
    const visit = visitOf(request, scopes);
    // 'close' comes where the visitor has gone before the end, too.
    reply.raw.once('close', () => void visit.flush());
    next();
  });
}

function visitOf(
  request: FastifyRequest,
  scopes: RequestScopes<FastifyRequest>,
): Visit<FastifyRequest> {
  const opened = request as Opened;
  opened[VISIT] ??= scopes.open(request);
  return opened[VISIT];
}
