import { createHash, randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { CATALOGUE, CURRENCY, findProduct } from './catalogue.js';
import type { CountedCalls } from './counted-calls.js';
import { type Session, Sessions } from './sessions.js';

interface CartBody {
  readonly product_id: string;
  readonly quantity: number;
}

interface LoginBody {
  readonly email: string;
  readonly company?: string;
}

const cartSchema = {
  type: 'object',
  required: ['product_id', 'quantity'],
  properties: {
    product_id: { type: 'string' },
    quantity: { type: 'integer', minimum: 1, maximum: 99 },
  },
};

const loginSchema = {
  type: 'object',
  required: ['email'],
  properties: {
    email: { type: 'string', minLength: 3 },
    company: { type: 'string', minLength: 1 },
  },
};

/** A small shop. Each handler says what the shopper did, and answers without waiting for that to be sent. */
export function createShop(analytics: CountedCalls): FastifyInstance {
  const shop = Fastify();
  const sessions = new Sessions();

  shop.get('/healthz', () => ({ ok: true }));

  shop.get('/products', (request, reply) => {
    const who = about(sessions.of(request, reply), request);
    analytics.page({ ...who, category: 'Shop', name: 'Products' });
    analytics.track({
      ...who,
      event: 'Product List Viewed',
      properties: { list_id: 'all', products: CATALOGUE },
    });
    return CATALOGUE;
  });

  shop.get<{ Params: { id: string } }>('/products/:id', (request, reply) => {
    const product = findProduct(request.params.id);
    if (product === undefined) return reply.code(404).send({ error: 'No such product.' });
    analytics.track({
      ...about(sessions.of(request, reply), request),
      event: 'Product Viewed',
      properties: { ...product, currency: CURRENCY },
    });
    return product;
  });

  shop.post<{ Body: CartBody }>('/cart', { schema: { body: cartSchema } }, (request, reply) => {
    const { product_id, quantity } = request.body;
    const product = findProduct(product_id);
    if (product === undefined) return reply.code(404).send({ error: 'No such product.' });
    const session = sessions.of(request, reply);
    session.cart.push({ product, quantity });
    analytics.track({
      ...about(session, request),
      event: 'Product Added',
      properties: { ...product, quantity, currency: CURRENCY, cart_id: session.anonymousId },
    });
    return { items: session.cart.length };
  });

  shop.post<{ Body: LoginBody }>('/login', { schema: { body: loginSchema } }, (request, reply) => {
    const { email, company } = request.body;
    const session = sessions.of(request, reply);
    session.userId = createHash('sha256').update(email).digest('hex').slice(0, 16);
    const who = about(session, request);
    analytics.identify({ ...who, traits: { email } });
    analytics.track({ ...who, event: 'Signed In', properties: { method: 'email' } });
    if (company !== undefined) {
      analytics.group({ ...who, groupId: company, traits: { name: company } });
    }
    return { userId: session.userId };
  });

  shop.post('/checkout', (request, reply) => {
    const session = sessions.of(request, reply);
    if (session.cart.length === 0) return reply.code(409).send({ error: 'The cart is empty.' });
    const products = session.cart.map(({ product, quantity }) => ({ ...product, quantity }));
    const total = products.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    const order_id = randomUUID();
    session.cart = [];
    analytics.track({
      ...about(session, request),
      event: 'Order Completed',
      properties: { order_id, total, revenue: total, currency: CURRENCY, products },
    });
    return { order_id, total };
  });

  return shop;
}

/** What every call says: whom it is about, and where it happened. */
function about({ anonymousId, userId }: Session, request: FastifyRequest) {
  const context = { ip: request.ip, userAgent: request.headers['user-agent'] };
  return { anonymousId, userId, context };
}
