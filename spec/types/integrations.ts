import { expectTypeOf } from 'expect-type';
import { Analytics, type Scope } from 'waybill';
import { analyticsMiddleware, type Visitor } from 'waybill/express';
import { withAnalytics } from 'waybill/lambda';
import { requestAnalytics } from 'waybill/next';
import { handleSignals } from 'waybill/process';

// Compiled, not run.
const analytics = new Analytics({ writeKey: 'a-write-key' });
declare const visitor: Visitor;

// A request is from a visitor, an id, or nobody.
analyticsMiddleware(analytics, { identify: ({ ip }) => ip, flush: 'response' });
analyticsMiddleware(analytics, { identify: () => visitor });
// @ts-expect-error: it gives no id.
analyticsMiddleware(analytics, { identify: () => true });
// @ts-expect-error: it may not be late.
analyticsMiddleware(analytics, { identify: async () => 'ada' });
// @ts-expect-error: there is no such time.
analyticsMiddleware(analytics, { flush: 'always' });

// In Next.js it may be late.
expectTypeOf(
  requestAnalytics(analytics, new Headers(), { identify: async () => 'ada' }),
).resolves.toEqualTypeOf<Scope>();

// A handler keeps its type.
const handler = async (order: { readonly id: string }): Promise<string> => order.id;
expectTypeOf(withAnalytics(analytics, handler)).toEqualTypeOf<typeof handler>();
// @ts-expect-error: no handler.
withAnalytics(analytics, 'index.handler');

handleSignals([analytics], { signals: ['SIGTERM'], timeout: 5_000 }).dispose();
// @ts-expect-error: no signal.
handleSignals(analytics, { signals: ['SIGFOO'] });
