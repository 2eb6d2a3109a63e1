import type { IncomingMessage, ServerResponse } from 'node:http';
import { below, belowMiddleware, pathOf } from './below.js';

/** What is asked, whatever framework asks it. */
export interface Asked {
  readonly method: string;
  /** As the browser knows it, where the framework tells. */
  readonly path: string;
  /** What of the path is behind where the handler is mounted, `/` where nothing is, where the framework tells. */
  readonly below: string | undefined;
  /** What the framework gives its handlers: the request of node:http, Express or Fastify, or the context of Hono. */
  readonly request: unknown;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A reply of Fastify, as much of it as is used. */
interface FastifyReplyLike {
  readonly raw: object;
  readonly sent: boolean;
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
  send(body: string): unknown;
}

/** A request of Fastify, as much of it as is used. */
interface FastifyRequestLike {
  readonly raw: object;
  readonly method: string;
  readonly originalUrl: string;
}

/** A context of Hono, as much of it as is used. */
interface HonoContextLike {
  readonly req: { readonly raw: Request };
}

/** A handler that may be mounted as it is in node:http, Express, Fastify and Hono. */
export interface MountableHandler {
  (request: IncomingMessage, response: ServerResponse, next?: unknown): void;
  (request: FastifyRequestLike, reply: FastifyReplyLike): Promise<unknown>;
  (context: HonoContextLike, next?: unknown): Promise<Response>;
}

const COMMON_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
export const PLAIN_TYPE = 'text/plain; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Makes a handler of a function that answers GET. What that throws is answered 500, and told to `failed`. Where somebody else has
 * answered meanwhile, or has gone, nothing is: the handler never throws, and what it promises never rejects.
 */
export function mountable(
  answer: (asked: Asked) => Answer | Promise<Answer>,
  failed: () => void,
): MountableHandler {
  const answerTo = async (asked: Asked): Promise<Answer> => {
    if (asked.method !== 'GET' && asked.method !== 'HEAD') {
      return {
        status: 405,
        type: PLAIN_TYPE,
        headers: { allow: 'GET, HEAD' },
        body: 'GET only.\n',
      };
    }
    try {
      return await answer(asked);
    } catch {
      failed();
      return { status: 500, type: PLAIN_TYPE, body: 'This could not be made.\n' };
    }
  };
  const handler = (first: unknown, second: unknown): Promise<unknown> => {
    if (isHonoContext(first)) return respond(first, answerTo);
    if (isFastifyReply(second)) return reply(first as FastifyRequestLike, second, answerTo);
    const response = second as ServerResponse;
    return write(first as IncomingMessage, response, answerTo).catch(() => {
      failed();
      response.destroy();
    });
  };
  return handler as MountableHandler;
}

type Answering = (asked: Asked) => Promise<Answer>;

async function respond(context: HonoContextLike, answerTo: Answering): Promise<Response> {
  const { raw, routePath } = context.req as { readonly raw: Request; readonly routePath?: string };
  const { method, url } = raw;
  const path = new URL(url).pathname;
  const { status, body, ...rest } = await answerTo({
    method,
    path,
    below: routePath === undefined ? undefined : below(routePath, path),
    request: context,
  });
  return new Response(method === 'HEAD' ? null : body, { status, headers: headersOf(rest) });
}

async function reply(
  request: FastifyRequestLike,
  to: FastifyReplyLike,
  answerTo: Answering,
): Promise<unknown> {
  const { method, originalUrl, routeOptions } = request as FastifyRequestLike & {
    readonly routeOptions?: { readonly url?: string };
  };
  const path = pathOf(originalUrl);
  const { status, body, ...rest } = await answerTo({
    method,
    path,
    below: routeOptions?.url === undefined ? undefined : below(routeOptions.url, path),
    request,
  });
  // Fastify waits for whoever answers where it is given its reply.
  if (to.sent || isTaken(to.raw)) return to;
  to.code(status);
  to.headers(headersOf(rest));
  return to.send(body);
}

async function write(
  request: IncomingMessage,
  response: ServerResponse,
  answerTo: Answering,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  // Express cuts off where it is mounted, and keeps what was asked for.
  const { originalUrl = url } = request as { originalUrl?: string };
  const { status, body, ...rest } = await answerTo({
    method,
    path: pathOf(originalUrl),
    below: belowMiddleware(request),
    request,
  });
  if (isTaken(response)) return;
  response.writeHead(status, headersOf(rest));
  response.end(method === 'HEAD' ? undefined : body);
}

/** Whether a response is answered already, by a limit of time perhaps, or nobody waits for it any longer. */
function isTaken(response: object): boolean {
  const { headersSent, destroyed } = response as Partial<ServerResponse>;
  return headersSent === true || destroyed === true;
}

function headersOf({ type, headers = {} }: Pick<Answer, 'type' | 'headers'>) {
  return { 'content-type': type, ...COMMON_HEADERS, ...headers };
}

function isHonoContext(value: unknown): value is HonoContextLike {
  const { req } = value as { readonly req?: { readonly raw?: { readonly headers?: Headers } } };
  return typeof req?.raw?.headers?.get === 'function';
}

function isFastifyReply(value: unknown): value is FastifyReplyLike {
  const { raw, code, send } = (value ?? {}) as Partial<FastifyReplyLike>;
  return typeof raw === 'object' && typeof code === 'function' && typeof send === 'function';
}
