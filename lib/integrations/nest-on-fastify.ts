import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Scope } from '../client/scope.js';
import { passOn } from './node-requests.js';
import { RequestScopes, type RequestSource } from './request-scopes.js';

/** A server of Fastify, as far as it matters here. */
export interface FastifyServer {
  addHook(name: 'onRequest' | 'preValidation', hook: Hook): unknown;
}

type Hook = (
  request: FastifyRequest,
  reply: { readonly raw: ServerResponse },
  next: () => void,
) => void;

interface FastifyRequest {
  readonly raw: RawRequest;
}

/** A request of Node.js, with what stands for it in Fastify. */
type RawRequest = IncomingMessage & {
  [WRAPPED]?: FastifyRequest | undefined;
  readonly analytics?: Scope;
};

const WRAPPED: unique symbol = Symbol('waybill.wrapped');
/** What middleware finds in a request, since Nest copies it there: what `trustProxy` makes of it, and the rest. */
const COPIED = ['id', 'host', 'hostname', 'protocol', 'ip', 'ips', 'query', 'log'] as const;

/** The server below a Nest application, where it is one of Fastify. */
export function fastifyBelow(consumer: object): FastifyServer | undefined {
  const { getHttpAdapter } = consumer as { readonly getHttpAdapter?: () => HttpAdapter };
  const adapter = getHttpAdapter?.call(consumer);
  return adapter?.getType() === 'fastify' ? adapter.getInstance() : undefined;
}

interface HttpAdapter {
  getType(): string;
  getInstance(): FastifyServer;
}

/** Gives each request its scope by hooks of the server: Nest's way of running middleware there costs more than ours does. */
export function openByHooks(server: FastifyServer, source: RequestSource<IncomingMessage>): void {
  const { options, factsOf } = source;
  const { identify } = options;
  const scopes = new RequestScopes<RawRequest>({
    ...source,
    options: {
      ...options,
      ...(identify === undefined ? {} : { identify: (raw) => identify(completed(raw)) }),
    },
    factsOf: (raw) => factsOf(completed(raw)),
  });
  server.addHook('onRequest', (request, reply, next) => {
    const { raw } = request;
    raw[WRAPPED] = request;
    passOn(scopes, { request: raw, response: reply.raw }, next);
  });
  if (!scopes.isAmbient) return;
  // Once more: the body is read in between, by events of the socket, which belong to no request.
  server.addHook('preValidation', ({ raw }, _reply, next) => {
    if (raw.analytics === undefined) next();
    else scopes.run({ scope: raw.analytics }, next);
  });
}

/** As middleware finds it. Only for requests that call something. */
function completed(raw: RawRequest): RawRequest {
  const wrapped = raw[WRAPPED] as Readonly<Record<string, unknown>> | undefined;
  if (wrapped === undefined) return raw;
  raw[WRAPPED] = undefined;
  const copied = Object.fromEntries(COPIED.map((name) => [name, wrapped[name]]));
  return Object.assign(raw, { originalUrl: raw.url, ...copied });
}
