import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import { analyticsMiddleware } from '../../lib/integrations/express.js';
import { analytics } from '../../lib/integrations/hono.js';
import { RequestScopes } from '../../lib/integrations/request-scopes.js';
import { useStage } from '../support/stage.js';
import { problemOf } from './problem-of.js';

const stage = useStage();

/** A client in a runtime without AsyncLocalStorage. */
function bare(): Analytics {
  const run = (): never => {
    throw new Error('There is no AsyncLocalStorage here.');
  };
  return Object.assign(stage.client({ url: 'http://127.0.0.1:9' }), { run });
}

describe('where a runtime has no AsyncLocalStorage', () => {
  it.each<readonly [string, (client: Analytics) => unknown]>([
    ['analyticsMiddleware', (client) => analyticsMiddleware(client, { ambient: true })],
    ['analytics', (client) => analytics(client, { ambient: true })],
  ])('the option ambient is refused when the middleware is made: %s', (call, make) => {
    expect(problemOf(() => make(bare()))).toEqual({ code: 'invalid', call, field: 'ambient' });
  });

  it.each([undefined, false])('requests go on without it: %s', (ambient) => {
    const scopes = new RequestScopes({
      client: bare(),
      call: 'middleware',
      options: { ambient },
      factsOf: () => ({}),
    });

    expect(scopes.run(scopes.open({}), () => 'done')).toBe('done');
  });
});
