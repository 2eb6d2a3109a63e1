/** A Cloudflare Worker: `npx wrangler dev examples/worker/worker.ts --var WRITE_KEY:my-write-key`. */
import { Analytics } from 'waybill';

interface Environment {
  /** A secret: `npx wrangler secret put WRITE_KEY`. */
  readonly WRITE_KEY: string;
  /** Where batches go, if not to Segment. */
  readonly ENDPOINT?: string;
}

interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void;
}

export default {
  async fetch(
    request: Request,
    environment: Environment,
    context: ExecutionContext,
  ): Promise<Response> {
    // One for each request, since requests may not share timers and connections: docs/guide/workers.md.
    const client = new Analytics({
      writeKey: environment.WRITE_KEY,
      host: environment.ENDPOINT,
      waitUntil: (work) => context.waitUntil(work),
      onInvalid: 'drop',
    });
    client.on('error', (error) => console.warn(error.code, error.message));
    return answer(request, client);
  },
};

async function answer(request: Request, client: Analytics): Promise<Response> {
  const { pathname } = new URL(request.url);
  const userId = request.headers.get('x-user-id') ?? undefined;
  const visitor = client.scope({ userId, anonymousId: 'visitor-7' });
  if (request.method !== 'POST' || pathname !== '/orders') {
    visitor.page({ properties: { path: pathname } });
    return new Response('Hello.');
  }
  const order: unknown = await request.json();
  visitor.track({ event: 'Order Completed', properties: { order } });
  return Response.json({ ok: true }, { status: 201 });
}
