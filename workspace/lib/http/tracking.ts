import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { MESSAGE_TYPES, type MessageType } from '../entry/stored-message.js';
import { type Body, readBody } from '../intake/body.js';
import type { Faults, Hit } from '../intake/faults.js';
import type { Inbox, Posted, Taken } from '../intake/inbox.js';
import { LIMITS } from '../intake/limits.js';
import type { Counters } from '../store/stats.js';
import type { Bindings } from './bindings.js';
import { pixelBody, TRANSPARENT_GIF } from './pixel.js';

export interface TrackingOptions {
  readonly inbox: Inbox;
  readonly counters: Counters;
  readonly faults: Faults;
  /** Whether what the service drops in silence is answered with 400. */
  readonly isStrict: boolean;
  /** Told why messages can't be written, and when they can again. */
  readonly onTrouble: (trouble: string | undefined) => void;
}

type Request = Context<Bindings>;

/** The tracking API: its paths, and how each is answered. */
export function trackingRoutes(options: TrackingOptions): Hono<Bindings> {
  const { counters } = options;
  const app = new Hono<Bindings>();
  app.use(async (_request, next) => {
    counters.requests += 1;
    await next();
  });
  // The last are what older and browser libraries post to.
  for (const path of ['/batch', '/import', '/b']) {
    app.post(path, (request) => receive(request, 'batch', options));
  }
  for (const type of MESSAGE_TYPES) {
    for (const path of [`/${type}`, `/${type[0]}`]) {
      app.post(path, (request) => receive(request, type, options));
    }
    app.get(`/pixel/${type}`, (request) => receivePixel(request, type, options));
  }
  app.get('/projects/:writeKey/settings', (request) => browserSettings(request, counters));
  app.all('*', () => answer(404, { success: false }, {}, counters));
  return app;
}

/** Posted: the answer says what was taken. */
function receive(
  request: Request,
  call: MessageType | 'batch',
  options: TrackingOptions,
): Promise<Response> {
  const read = () =>
    readBody(
      { chunks: request.env.incoming, encoding: request.req.header('content-encoding') },
      call === 'batch' ? LIMITS.batchBytes : LIMITS.messageBytes,
    );
  return faulty(request, options, { call, read, tell: (taken) => told(taken, options) });
}

/** In the address of a picture: the answer is the picture, whatever was taken. */
function receivePixel(
  request: Request,
  call: MessageType,
  options: TrackingOptions,
): Promise<Response> {
  const tell = () => {
    options.counters.answered(200);
    return new Response(TRANSPARENT_GIF, {
      headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' },
    });
  };
  const read = () => pixelBody(request.req.query());
  return faulty(request, options, { call, read, tell });
}

/** How messages come in, and what their sender is told. */
interface Way {
  readonly call: MessageType | 'batch';
  readonly read: () => Body | Promise<Body>;
  readonly tell: (taken: Taken) => Response;
}

/** Takes what a request brings, as far as the faults that are on let it. */
async function faulty(
  request: Request,
  options: TrackingOptions,
  { call, read, tell }: Way,
): Promise<Response> {
  const { counters, faults } = options;
  const hit = faults.next();
  if (hit.delayMs > 0) await delay(hit.delayMs, undefined, { ref: false });
  if (hit.failure === 'reset') return cut(request, counters);
  const body = await read();
  if (body.kind === 'cut') return cut(request, counters);
  if (hit.failure === 'silence') return RESPONSE_ALREADY_SENT;
  if (hit.failure === 'status') return failed(hit, counters);
  const taken = await take(request, { call, body }, options);
  return hit.failure === 'lost-reply' ? cut(request, counters) : tell(taken);
}

async function take(
  request: Request,
  { call, body }: Pick<Posted, 'call' | 'body'>,
  { inbox, onTrouble }: TrackingOptions,
): Promise<Taken> {
  const taken = await inbox.take({
    call,
    body,
    authorization: request.req.header('authorization'),
    receivedMs: Date.now(),
    ip: request.env.incoming.socket.remoteAddress?.replace(/^::ffff:/, ''),
  });
  onTrouble(taken.trouble);
  return taken;
}

function told(
  { status, rejected, trouble }: Taken,
  { isStrict, counters }: TrackingOptions,
): Response {
  if (trouble !== undefined)
    return answer(status, { success: false, error: trouble }, {}, counters);
  if (!isStrict || rejected.length === 0) {
    return answer(status, { success: status === 200 }, {}, counters);
  }
  return answer(400, { success: false, rejected }, {}, counters);
}

function failed({ status, headers }: Hit, counters: Counters): Response {
  return answer(status, { success: false }, headers, counters);
}

/** What Analytics.js asks for before it sends, where the workspace stands in for the service's CDN. */
function browserSettings(request: Request, counters: Counters): Response {
  const { host } = new URL(request.req.url);
  const apiKey = request.req.param('writeKey');
  const settings = {
    integrations: { 'Segment.io': { apiKey, apiHost: `${host}/v1`, protocol: 'http' } },
    plan: { track: {}, identify: {}, group: {} },
    edgeFunction: {},
    analyticsNextEnabled: true,
    enabledMiddleware: {},
  };
  return answer(200, settings, {}, counters);
}

function answer(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>>,
  counters: Counters,
): Response {
  counters.answered(status);
  return Response.json(body, { status, headers });
}

function cut(request: Request, counters: Counters): Response {
  counters.resets += 1;
  request.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}
