/** `app/orders/route.ts` of an app with Next.js. There `after` comes from `next/server`. */
import { requestAnalytics } from 'waybill/next';
import { after } from './after.js';
import { analytics } from './analytics.js';

export async function POST(request: Request): Promise<Response> {
  const scope = await requestAnalytics(analytics, request, {
    identify: async ({ headers }) => headers.get('x-user-id'),
  });
  scope.track({ event: 'Order Completed', properties: (await request.json()) as object });
  after(() => scope.flush());
  return Response.json({ ok: true }, { status: 201 });
}
