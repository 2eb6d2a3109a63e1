/** A call as a client sends it, beside the source that it comes by. */
export interface ShopCall {
  readonly source: 'web' | 'shop' | 'app';
  readonly message: Readonly<Record<string, unknown>>;
}

const PEOPLE = [
  { userId: 'u-1042', name: 'Ada Lindqvist', email: 'ada@example.com', plan: 'plus' },
  { userId: 'u-1077', name: 'Jonas Weber', email: 'jonas.weber@example.org', plan: 'free' },
  { userId: 'u-1105', name: 'Marta Silva', email: 'marta@example.net', plan: 'plus' },
  { userId: 'u-1131', name: 'Kenji Mori', email: 'kenji@example.jp', plan: 'free' },
  { userId: 'u-1188', name: 'Lina Okafor', email: 'lina.okafor@example.com', plan: 'business' },
];

const PRODUCTS = [
  { product_id: 'p-1', sku: 'TEA-1', name: 'Green tea', category: 'Tea', price: 7.5 },
  { product_id: 'p-2', sku: 'TEA-2', name: 'Black tea', category: 'Tea', price: 6.9 },
  { product_id: 'p-5', sku: 'CUP-2', name: 'Cup, large', category: 'Cups', price: 15 },
  { product_id: 'p-6', sku: 'POT-1', name: 'Teapot', category: 'Pots', price: 39 },
];

const WEB = {
  library: { name: 'analytics.js', version: '2.11.1' },
  locale: 'en-GB',
  page: { path: '/tea', title: 'Tea', url: 'https://shop.example.com/tea' },
};
const SERVER = { library: { name: 'waybill', version: '0.1.0' } };

/**
 * What the visitors of a shop do, one visit after the other. Each visitor looks around, some buy; a few calls are wrong in the
 * ways in which calls are.
 *
 * @param visit the number of the visit: the same number gives the same calls
 */
export function shopVisit(visit: number): readonly ShopCall[] {
  const person = at(PEOPLE, visit * 7 + Math.floor(visit / 5));
  const product = at(PRODUCTS, visit * 3);
  const visitor = { anonymousId: `a-${(visit * 7919).toString(16).padStart(6, '0')}` };
  const known = { userId: person.userId };
  const { name, email, plan } = person;
  const order = { order_id: `o-${5_000 + visit}`, total: product.price + 4.9, currency: 'EUR' };
  const calls: ShopCall[] = [
    web({ type: 'page', ...visitor, name: 'Home', properties: { path: '/', referrer: '' } }),
    web({ type: 'track', ...visitor, event: 'Product Viewed', properties: product }),
    web({
      type: 'track',
      ...visitor,
      event: 'Product Added',
      properties: { ...product, quantity: 1 + (visit % 3) },
    }),
    web({ type: 'identify', ...visitor, ...known, traits: { name, email, plan } }),
    web({
      type: 'track',
      ...known,
      event: 'Checkout Started',
      properties: { ...order, products: [product] },
    }),
    shop({
      type: 'track',
      ...known,
      event: 'Order Completed',
      properties: { ...order, revenue: product.price, products: [product] },
    }),
  ];
  return calls.slice(0, 2 + (((visit * 7) >> 1) % 5)).concat(oddCalls(visit, { known, order }));
}

function oddCalls(
  visit: number,
  { known, order }: { known: { userId: string }; order: { order_id: string; total: number } },
): readonly ShopCall[] {
  switch (visit % 8) {
    case 1:
      return [
        shop({
          type: 'group',
          ...known,
          groupId: 'acme',
          traits: { name: 'Acme Ltd', employees: 42 },
        }),
      ];
    case 2:
      return [
        web({
          type: 'track',
          ...known,
          event: 'Prodct Added',
          properties: { product_id: 'p-2', qty: 1 },
        }),
      ];
    case 3:
      return [app({ type: 'screen', ...known, name: 'Cart', properties: { items: 2 } })];
    case 4:
      return [shop({ type: 'track', event: 'Order Refunded', properties: order })];
    case 5:
      return [
        shop({
          type: 'track',
          ...known,
          event: 'Order Completed',
          properties: { ...order, total: `${order.total}`, products: [at(PRODUCTS, visit)] },
        }),
      ];
    case 6:
      return [
        app({
          type: 'track',
          ...known,
          event: 'Coupon Applied',
          properties: { coupon_id: 'TEA10', discount: 2.5 },
        }),
      ];
    case 7:
      return [web({ type: 'alias', userId: known.userId, previousId: `guest-${visit}` })];
    default:
      return [];
  }
}

function web(message: ShopCall['message']): ShopCall {
  return { source: 'web', message: { ...message, context: WEB } };
}

function shop(message: ShopCall['message']): ShopCall {
  return { source: 'shop', message: { ...message, context: SERVER } };
}

function app(message: ShopCall['message']): ShopCall {
  const library = { name: 'analytics-ios', version: '4.1.6' };
  return { source: 'app', message: { ...message, context: { library, device: { type: 'ios' } } } };
}

function at<Item>(items: readonly [Item, ...Item[]] | readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('There are no items.');
  return item;
}
