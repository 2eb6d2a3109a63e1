import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';
import type { Analytics } from '../client/analytics.js';
import type { Scope } from '../client/scope.js';
import { checkClient, checkScopeOptions } from './given-client.js';
import { factsOfNode, passOn } from './node-requests.js';
import { type RequestScopeOptions, RequestScopes } from './request-scopes.js';
import { unsupported } from './unsupported.js';

export type { RequestScopeOptions } from './request-scopes.js';
export type { Identified, Visitor } from './visitor.js';

declare global {
  namespace Express {
    interface Request {
      /** The six calls, with the visitor and the circumstances of this request bound. */
      analytics: Scope;
    }
  }
}

/** A function for `app.use()`, for a router, or for a server of `node:http`. */
export type AnalyticsMiddleware<Incoming extends IncomingMessage> = (
  request: Incoming,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

const CALL = 'analyticsMiddleware';
const EXPRESS_4 = {
  call: CALL,
  framework: 'express',
  version: '4',
  expected: 'version 5 (npm install express@5): with 4 the page of a call lacks the port',
};

/**
 * Gives every request a scope, `request.analytics`, whose calls carry the visitor's id, ip, user agent, locale and page. A
 * request is never held up, and nothing that goes wrong in here reaches it.
 *
 * @example
 * app.use(analyticsMiddleware(analytics, { identify: (request) => request.get('x-user-id') }));
 * app.post('/orders', (request, response) => {
 *   request.analytics.track({ event: 'Order Completed' });
 *   response.sendStatus(201);
 * });
 * @throws ValidationError for something that is no client, or an option that is wrong.
 */
export function analyticsMiddleware<Incoming extends IncomingMessage = Request>(
  client: Analytics,
  options: RequestScopeOptions<Incoming> = {},
): AnalyticsMiddleware<Incoming> {
  checkClient(client, CALL);
  checkScopeOptions(CALL, options);
  const scopes = new RequestScopes({ client, call: CALL, options, factsOf: factsOfNode });
  let isChecked = false;
  return (request, response, next) => {
    if (!isChecked) {
      isChecked = true;
      if (isExpress4(request)) scopes.complaints.complain(unsupported(EXPRESS_4));
    }
    // Without arguments: Express takes one for an error.
    passOn(scopes, { request, response }, () => next());
  };
}

/** Only Express 4 has this. A middleware doesn't see the app before its first request. */
function isExpress4(request: IncomingMessage): boolean {
  const { app } = request as { app?: { lazyrouter?: unknown } };
  return typeof app?.lazyrouter === 'function';
}
