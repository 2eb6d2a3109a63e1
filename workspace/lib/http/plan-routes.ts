import { Hono } from 'hono';
import { apiError, QueryError } from './api-error.js';
import type { Bindings } from './bindings.js';
import { checkNames } from './filter-query.js';

export interface PlanRouteOptions {
  readonly violations: (query: { readonly source?: string; readonly event?: string }) => object;
}

/** The part of the query API that is about tracking plans. */
export function planRoutes({ violations }: PlanRouteOptions): Hono<Bindings> {
  const app = new Hono<Bindings>();
  app.onError((error) => {
    if (error instanceof QueryError) return apiError(400, 'bad-request', error.message);
    return apiError(500, 'internal', error.message);
  });
  app.get('/violations', (request) => {
    const query = request.req.query();
    checkNames(query, ['source', 'event']);
    return Response.json(violations(query));
  });
  return app;
}
