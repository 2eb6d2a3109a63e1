import type { HonoRequest, MiddlewareHandler } from 'hono';
import { apiError } from './api-error.js';
import type { Bindings } from './bindings.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Keeps other sites away from what the workspace shows and does: a page of another origin may post messages, as on any
 * tracking API, but neither read nor clear them. A name that somebody else points to this computer counts as another origin.
 */
export function guard(host: string): MiddlewareHandler<Bindings> {
  const isLoopback = LOOPBACK.has(host) || host === '::1';
  return async (request, next) => {
    const named = request.req.header('host') ?? '';
    const { hostname } = new URL(`http://${named}`);
    if (isLoopback && !LOOPBACK.has(hostname)) {
      return apiError(403, 'other-host', `The workspace is not at ${named}: open it by localhost.`);
    }
    const origin = request.req.header('origin');
    const isForeign = origin !== undefined && origin !== `http://${named}`;
    if (isForeign || isEmbedded(request.req)) {
      const from = origin ?? 'another site';
      return apiError(
        403,
        'other-origin',
        `Only pages of the workspace itself may ask; not ${from}.`,
      );
    }
    return next();
  };
}

/** Whether another site asks from within its own page. It may have a link: it can't look into what that opens. */
function isEmbedded(request: HonoRequest): boolean {
  if (request.header('sec-fetch-site') !== 'cross-site') return false;
  const isOpened = request.header('sec-fetch-dest') === 'document';
  return !isOpened || request.method !== 'GET';
}
