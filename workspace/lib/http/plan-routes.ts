import { type Context, Hono } from 'hono';
import { isJsonObject } from '../entry/json-object.js';
import { type EventToAdd, PlanEditError } from '../plan/add-event.js';
import { apiError, QueryError } from './api-error.js';
import type { Bindings } from './bindings.js';
import { checkNames } from './filter-query.js';

export interface PlanRouteOptions {
  readonly violations: (query: { readonly source?: string; readonly event?: string }) => object;
  readonly addToPlan: (event: EventToAdd) => Promise<object>;
}

/** The part of the query API that is about tracking plans. */
export function planRoutes({ violations, addToPlan }: PlanRouteOptions): Hono<Bindings> {
  const app = new Hono<Bindings>();
  app.onError((error) => {
    if (error instanceof QueryError) return apiError(400, 'bad-request', error.message);
    if (error instanceof PlanEditError) return apiError(409, error.code, error.message);
    return apiError(500, 'internal', error.message);
  });
  app.get('/violations', (request) => {
    const query = request.req.query();
    checkNames(query, ['source', 'event']);
    return Response.json(violations(query));
  });
  app.post('/plan/events', async (request) =>
    Response.json(await addToPlan(await eventIn(request))),
  );
  return app;
}

const TYPES = ['track', 'page', 'screen'] as const;

/** @throws QueryError */
async function eventIn(request: Context<Bindings>): Promise<EventToAdd> {
  const body: unknown = await request.req.json().catch(() => undefined);
  if (!isJsonObject(body)) {
    throw new QueryError(
      'The body must be JSON, such as { "source": "shop", "event": "Signed Up" }.',
    );
  }
  const { source, event, type = 'track' } = body;
  const call = TYPES.find((one) => one === type);
  if (call === undefined) throw new QueryError(`type must be one of ${TYPES.join(', ')}.`);
  return { source: textOf('source', source), event: textOf('event', event), type: call };
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new QueryError(`${name} must be a text that is not empty; found ${JSON.stringify(value)}.`);
}
