import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestFacts } from './request-context.js';
import type { RequestScopes } from './request-scopes.js';

/** What Express, and what Fastify's way of running such middleware, add to a request of Node.js. */
interface Extended {
  readonly ip?: unknown;
  readonly protocol?: unknown;
  readonly host?: unknown;
  readonly originalUrl?: unknown;
  readonly socket: { readonly remoteAddress?: string | undefined; readonly encrypted?: unknown };
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
export function factsOfNode(request: IncomingMessage): RequestFacts {
  const { headers } = request;
  const extended = request as unknown as Extended;
  const { socket } = extended;
  const host = extended.host ?? headers.host;
  const protocol = extended.protocol ?? (socket.encrypted === true ? 'https' : 'http');
  return {
    ip: typeof extended.ip === 'string' ? extended.ip : socket.remoteAddress,
    origin: typeof host === 'string' ? `${String(protocol)}://${host}` : undefined,
    target: typeof extended.originalUrl === 'string' ? extended.originalUrl : request.url,
    userAgent: headers['user-agent'],
    acceptLanguage: headers['accept-language'],
    referrer: headers.referer,
  };
}
