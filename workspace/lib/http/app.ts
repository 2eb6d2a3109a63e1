import { Hono } from 'hono';
import { apiError } from './api-error.js';
import type { Bindings } from './bindings.js';
import { type ControlOptions, controlRoutes } from './control.js';
import { guard } from './guard.js';
import { pageRoutes } from './page.js';
import { type TrackingOptions, trackingRoutes } from './tracking.js';

export interface AppOptions extends ControlOptions, TrackingOptions {
  readonly host: string;
  /** Resolves when what was kept on disk is back in memory: nothing is taken or told before. */
  readonly recovered: Promise<void>;
}

/** All that the workspace answers. */
export function createApp(options: AppOptions): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const isGuarded = guard(options.host);
  app.use('/api/*', isGuarded);
  for (const path of ['/v1/*', '/api/messages/*', '/api/wait', '/api/live', '/api/users/*']) {
    app.use(path, async (_request, next) => {
      await options.recovered;
      await next();
    });
  }
  app.route('/v1', trackingRoutes(options));
  app.route('/api', controlRoutes(options));
  app.use('/', isGuarded);
  app.route('/', pageRoutes());
  app.notFound((request) =>
    apiError(404, 'not-found', `There is no ${request.req.method} ${request.req.path}.`),
  );
  return app;
}
