import type { IncomingMessage, ServerResponse } from 'node:http';
import { headerFacts, type RequestFacts } from './request-context.js';
import type { RequestScopes } from './request-scopes.js';

/** A request of Node.js, of Express or of Fastify, and what Fastify's way of running middleware adds. */
interface NodeRequest {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly url?: string | undefined;
  readonly socket: { readonly remoteAddress?: string | undefined; readonly encrypted?: unknown };
  readonly ip?: unknown;
  readonly protocol?: unknown;
  readonly host?: unknown;
  readonly originalUrl?: unknown;
}

/** Gives a request its scope, as `request.analytics`, and runs the rest of it. */
export function passOn<Request extends IncomingMessage>(
  scopes: RequestScopes<Request>,
  { request, response }: { readonly request: Request; readonly response: ServerResponse },
  next: () => unknown,
): void {
  const visit = scopes.open(request);
  (request as { analytics?: unknown }).analytics = visit.scope;
  // 'close' comes after 'finish', and where the visitor has gone before the end.
  if (scopes.isFlushed) response.once('close', () => void visit.flush());
  scopes.run(visit, next);
}

/** What a request of Node.js says, with what the framework makes of it: its `trust proxy` decides on ip, protocol and host. */
export function factsOfNode(request: NodeRequest): RequestFacts {
  const { headers, socket } = request;
  const host = request.host ?? headers['host'];
  const protocol = request.protocol ?? (socket.encrypted === true ? 'https' : 'http');
  return {
    ip: typeof request.ip === 'string' ? request.ip : socket.remoteAddress,
    origin: typeof host === 'string' && host !== '' ? `${String(protocol)}://${host}` : undefined,
    target: typeof request.originalUrl === 'string' ? request.originalUrl : request.url,
    ...headerFacts((name) => headers[name]),
  };
}
