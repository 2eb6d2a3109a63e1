import type { HttpBindings } from '@hono/node-server';

/** What every route of the workspace has beside the request: that of Node.js. */
export interface Bindings {
  readonly Bindings: HttpBindings;
}
