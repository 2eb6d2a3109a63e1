import { Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { apiError } from './api-error.js';
import type { Bindings } from './bindings.js';
import { type ControlOptions, controlRoutes } from './control.js';
import { guard } from './guard.js';
import { pageRoutes } from './page.js';
import { type PlanRouteOptions, planRoutes } from './plan-routes.js';
import { type TrackingOptions, trackingRoutes } from './tracking.js';

export interface AppOptions extends ControlOptions, PlanRouteOptions, TrackingOptions {
  readonly host: string;
  /** Resolves when what was kept on disk is back in memory: nothing is taken or told before. */
  readonly recovered: Promise<void>;
}

/** What needs all that was kept. */
const RECOVERED = [
  '/v1/*',
  '/api/messages/*',
  '/api/wait',
  '/api/live',
  '/api/users/*',
  '/api/overview',
  '/api/schema',
  '/api/violations',
  '/api/plan/*',
];

/** All that the workspace answers. */
export function createApp(options: AppOptions): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const isGuarded = guard(options.host);
  app.use('/api/*', isGuarded);
  // First of all, so that browsers may read whatever they are answered.
  app.use('/v1/*', cors());
  for (const path of RECOVERED) app.use(path, afterRecovery(options.recovered));
  app.route('/v1', trackingRoutes(options));
  app.route('/api', planRoutes(options));
  app.route('/api', controlRoutes(options));
  app.use('/', isGuarded);
  app.route('/', pageRoutes());
  app.notFound((request) =>
    apiError(404, 'not-found', `There is no ${request.req.method} ${request.req.path}.`),
  );
  return app;
}

/** Where what was kept can't be read, nothing is taken: its numbers and ids are not known. */
function afterRecovery(recovered: Promise<void>): MiddlewareHandler<Bindings> {
  return async (_request, next) => {
    try {
      await recovered;
    } catch (error) {
      const { message } = error as Error;
      return apiError(503, 'not-recovered', `What was kept can't be read. ${message}`);
    }
    return next();
  };
}
