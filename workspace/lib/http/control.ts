import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Faults } from '../intake/faults.js';
import type { KeptEntry } from '../store/kept-entry.js';
import { DEFAULT_LIMIT, type Store } from '../store/store.js';
import { MAX_TIMEOUT_MS, waitFor } from '../store/wait.js';
import { apiError, QueryError } from './api-error.js';
import type { Bindings } from './bindings.js';
import { checkNames, extentOf, FILTERS, filterOf, MAX_LIMIT, numberOf } from './filter-query.js';
import { type LiveSources, sendLive } from './live.js';

export interface ControlOptions extends LiveSources {
  readonly forget: () => Promise<number>;
  readonly about: () => object;
  readonly stats: () => object;
  readonly overview: () => object;
  readonly schema: () => object;
  readonly users: (query: { readonly q?: string; readonly limit?: number }) => object;
  readonly user: (id: string) => object | undefined;
}

/** The query API: what the page and tests ask. */
export function controlRoutes(options: ControlOptions): Hono<Bindings> {
  const { store, faults, about, stats, overview, schema, users, user } = options;
  const app = new Hono<Bindings>();
  app.onError((error) => {
    if (error instanceof QueryError) return apiError(400, 'bad-request', error.message);
    return apiError(500, 'internal', error.message);
  });
  app.get('/workspace', () => Response.json(about()));
  app.get('/stats', () => Response.json(stats()));
  app.get('/overview', () => Response.json(overview()));
  app.get('/schema', () => Response.json(schema()));
  app.get('/users', (request) => {
    const query = request.req.query();
    checkNames(query, ['q', 'limit']);
    const { q, limit } = query;
    return Response.json(
      users({
        ...(q === undefined ? {} : { q }),
        ...(limit === undefined ? {} : { limit: numberOf('limit', limit, 1, 1_000) }),
      }),
    );
  });
  app.get('/users/:id', (request) => {
    const id = request.req.param('id');
    const found = user(id);
    if (found === undefined) return apiError(404, 'not-found', `No user ${id} was seen.`);
    return Response.json(found);
  });
  app.get('/messages', (request) => {
    const query = request.req.query();
    checkNames(query, [...FILTERS, 'limit', 'order']);
    const { entries, total } = store.find(filterOf(query), extentOf(query));
    return listed(entries, total, store.last);
  });
  app.delete('/messages', async () => Response.json({ deleted: await options.forget() }));
  app.get('/messages/:seq', (request) => {
    const seq = numberOf('seq', request.req.param('seq'), 1, Number.MAX_SAFE_INTEGER);
    const entry = store.get(seq);
    if (entry === undefined) return apiError(404, 'not-found', `There is no message ${seq}.`);
    return json(entry.text, 200);
  });
  app.get('/wait', (request) => wait(request, store));
  app.get('/live', (request) => {
    const query = request.req.query();
    checkNames(query, ['after']);
    const { after } = query;
    const from = request.req.header('last-event-id') ?? after;
    const seq =
      from === undefined ? store.last : numberOf('after', from, 0, Number.MAX_SAFE_INTEGER);
    return streamSSE(request, (stream) => sendLive(stream, options, seq));
  });
  app.get('/faults', () => Response.json({ faults: faults.active }));
  app.put('/faults', async (request) => {
    setFaults(faults, await bodyOf(request));
    return Response.json({ faults: faults.active });
  });
  app.delete('/faults', () => {
    faults.set([]);
    return Response.json({ faults: [] });
  });
  app.all('*', (request) =>
    apiError(404, 'not-found', `There is no ${request.req.method} ${request.req.path}.`),
  );
  return app;
}

async function wait(request: Context<Bindings>, store: Store): Promise<Response> {
  const query = request.req.query();
  checkNames(query, [...FILTERS, 'count', 'timeout', 'limit']);
  const { timeout } = query;
  const count = query['count'] === undefined ? 1 : numberOf('count', query['count'], 1, MAX_LIMIT);
  const { limit = Math.max(count, DEFAULT_LIMIT) } = extentOf(query);
  const { isComplete, entries } = await waitFor(store, filterOf(query), {
    count,
    ...(timeout === undefined
      ? {}
      : { timeoutMs: numberOf('timeout', timeout, 0, MAX_TIMEOUT_MS) }),
    signal: request.req.raw.signal,
  });
  const told = entries.slice(0, limit);
  return listed(told, entries.length, store.last, isComplete ? 200 : 408);
}

async function bodyOf(request: Context<Bindings>): Promise<unknown> {
  try {
    const body: unknown = await request.req.json();
    return typeof body === 'object' && body !== null && 'faults' in body ? body.faults : body;
  } catch {
    throw new QueryError('The body must be JSON: a fault, or a list of them.');
  }
}

function setFaults(faults: Faults, given: unknown): void {
  try {
    faults.set(given);
  } catch (error) {
    if (error instanceof RangeError) throw new QueryError(error.message, { cause: error });
    throw error;
  }
}

/** Entries have their JSON: it is not written again. */
function listed(
  entries: readonly KeptEntry[],
  total: number,
  last: number,
  status = 200,
): Response {
  const list = entries.map(({ text }) => text).join(',');
  return json(`{"messages":[${list}],"total":${total},"last":${last}}`, status);
}

function json(text: string, status: number): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}
