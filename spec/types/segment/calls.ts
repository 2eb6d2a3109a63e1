import type {
  AliasParams,
  Analytics,
  Context,
  GroupParams,
  GroupTraits,
  IdentifyParams,
  PageParams,
  TrackParams,
  UserTraits,
} from '@segment/analytics-node';

// Compiled, not run: the six calls, as programs make them with Segment's client.

interface Order {
  readonly id: string;
  readonly total: number;
  readonly paidAt: Date;
  readonly coupon?: string;
}

/** Parameters are put together step by step, and written to. */
export function trackOrder(analytics: Analytics, order: Order, userId?: string): void {
  const params: TrackParams = { event: 'Order Completed', anonymousId: 'visitor-7' };
  if (userId !== undefined) params.userId = userId;
  params.properties = { ...order, currency: 'EUR', products: [{ sku: 'a', price: 1 }] };
  params.properties['tax'] = order.total * 0.19;
  params.context ??= {};
  params.context.ip = '203.0.113.7';
  params.context['app'] = { name: 'shop' };
  params.timestamp = order.paidAt;
  params.messageId = `order-${order.id}`;
  params.integrations = { All: true, Mixpanel: false, Amplitude: { session_id: 12 } };
  analytics.track(params);
}

export function identifyUser(analytics: Analytics, email: string | null): void {
  const traits: UserTraits = { email, plan: 'free', createdAt: new Date(), custom: [1, 2] };
  traits.address = { city: 'Berlin', country: undefined };
  traits['logins'] = (traits['logins'] ?? 0) + 1;
  const params: IdentifyParams = { userId: 'user-1', traits };
  analytics.identify(params);
  analytics.identify({ anonymousId: 'visitor-7', traits: { ...traits, birthday: '1990-01-01' } });
  analytics.identify({ userId: 'user-1', anonymousId: 'visitor-7' });
  analytics.identify({ userId: undefined, anonymousId: 'visitor-7', traits: undefined });
}

export function groupUser(analytics: Analytics): void {
  const traits: GroupTraits = { name: 'Acme', employees: 12, website: null, custom: true };
  traits.plan = 'enterprise';
  const params: GroupParams = { userId: 'user-1', groupId: 'acme', traits };
  params.groupId = params.groupId.toLowerCase();
  analytics.group(params);
}

export function seePage(analytics: Analytics, params: PageParams): void {
  analytics.page(params);
  analytics.screen({ ...params, name: 'Home', category: undefined });
  analytics.page({ userId: 'user-1', category: 'Docs', properties: { url: 'https://a.example' } });
  analytics.page({
    userId: 'user-1',
    context: {
      active: true,
      locale: 'de-DE',
      userAgent: 'a-browser',
      page: { url: 'https://a.example', title: 'Home' },
      campaign: { name: 'spring', source: 'mail', medium: 'email' },
      traits: { plan: 'free' },
    },
    timestamp: '2026-01-01T00:00:00.000Z',
  });
}

export function aliasUser(analytics: Analytics, params: AliasParams): void {
  analytics.alias(params);
  analytics.alias({ userId: 'user-1', previousId: 'visitor-7', messageId: 'an-id' });
}

/** Callbacks in every form that they take. */
export function callBack(analytics: Analytics, params: TrackParams): void {
  analytics.track(params, () => undefined);
  analytics.track(params, (err) => {
    if (err) console.error(err);
  });
  analytics.track(params, (err: unknown, ctx?: Context) => {
    if (err instanceof Error) console.error(err.message, ctx?.event.messageId);
  });
  analytics.track(params, (err?: unknown, ctx?: Context): void => console.log(err, ctx));
  analytics.identify({ userId: '1' }, (err, ctx) => report(err, ctx));
  analytics.page({ userId: '1' }, report);
  analytics.screen({ userId: '1' }, report);
  analytics.group({ userId: '1', groupId: '2' }, report);
  analytics.alias({ userId: '1', previousId: '2' }, report);
}

function report(err: unknown, ctx?: Context): void {
  const reason: unknown = ctx?.failedDelivery()?.reason;
  console.log(err === reason, ctx?.event.type, ctx?.event.properties?.['total']);
}

/** A promise around a callback, as most programs have one. */
export function tracked(analytics: Analytics, params: TrackParams): Promise<Context | undefined> {
  return new Promise((resolve, reject) => {
    analytics.track(params, (err, ctx) => (err ? reject(err) : resolve(ctx)));
  });
}

/** Methods that were taken from the client, and types that were taken from its methods. */
export function destructure({ track, identify, page, screen, group, alias }: Analytics): void {
  track({ userId: '1', event: 'Seen' });
  identify({ userId: '1' });
  page({ userId: '1' });
  screen({ userId: '1' });
  group({ userId: '1', groupId: '2' });
  alias({ userId: '1', previousId: '2' });
  const params: Parameters<Analytics['track']>[0] = { userId: '1', event: 'Seen' };
  const send: (params: TrackParams, callback?: (err?: unknown, ctx?: Context) => void) => void =
    track;
  send({ userId: '1', event: 'Seen' });
  track(params);
}

/** A part of the client, as the layers of a program ask for it. */
interface Tracker {
  track(params: TrackParams, callback?: (err: unknown, ctx?: Context) => void): void;
  identify(params: IdentifyParams): void;
  group(params: GroupParams): void;
}

export function asTracker(analytics: Analytics): Tracker {
  return analytics;
}

export function wrong(analytics: Analytics): void {
  // @ts-expect-error: a call without an event.
  analytics.track({ userId: '1' });
  // @ts-expect-error: a call of nobody.
  analytics.track({ event: 'Seen' });
  // @ts-expect-error: a group call without its group.
  analytics.group({ userId: '1' });
  // @ts-expect-error: an alias of nobody.
  analytics.alias({ userId: '1' });
}
