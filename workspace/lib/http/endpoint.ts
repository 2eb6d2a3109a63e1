import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { readBody } from '../intake/body.js';
import { MESSAGE_TYPES } from '../intake/check.js';
import { type Fault, faultHeaders } from './faults.js';
import type { Inbox, Posted } from '../intake/inbox.js';
import { LIMITS } from '../intake/limits.js';
import type { Counters } from '../store/stats.js';

type Bindings = { Bindings: HttpBindings };

export interface EndpointOptions {
  readonly inbox: Inbox;
  readonly counters: Counters;
  /** How the endpoint fails now. */
  readonly fault: () => Fault | undefined;
}

/** The paths of the tracking API, and how each is answered. */
export function createEndpoint(options: EndpointOptions): Hono<Bindings> {
  const { counters } = options;
  const app = new Hono<Bindings>();
  app.use(async (_request, next) => {
    counters.requests += 1;
    await next();
  });
  for (const path of ['/v1/batch', '/v1/import']) {
    app.post(path, (request) => receive(request, 'batch', options));
  }
  for (const type of MESSAGE_TYPES) {
    app.post(`/v1/${type}`, (request) => receive(request, type, options));
  }
  app.notFound(() => answer(404, {}, counters));
  return app;
}

async function receive(
  request: Context<Bindings>,
  call: Posted['call'],
  { inbox, counters, fault: faultNow }: EndpointOptions,
): Promise<Response> {
  const fault = faultNow();
  if (fault === 'reset') return cut(request, counters);
  const body = await readBody(
    { chunks: request.env.incoming, encoding: request.req.header('content-encoding') },
    call === 'batch' ? LIMITS.batchBytes : LIMITS.messageBytes,
  );
  if (body.kind === 'cut') return cut(request, counters);
  if (typeof fault === 'object') return answer(fault.status, faultHeaders(fault), counters);
  const status = inbox.take({
    call,
    authorization: request.req.header('authorization'),
    body,
    receivedMs: Date.now(),
  });
  return fault === 'lost-reply' ? cut(request, counters) : answer(status, {}, counters);
}

function answer(status: number, headers: Record<string, string>, counters: Counters): Response {
  counters.answered(status);
  return Response.json({ success: status === 200 }, { status, headers });
}

function cut(request: Context<Bindings>, counters: Counters): Response {
  counters.resets += 1;
  request.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}
