/** The tracking plan of the shop whose traffic is in `shop-traffic.ts`: some of what its visitors send is not in it. */
export const SHOP_PLAN = {
  name: 'Shop',
  rules: [
    aRule('PAGE', 'Home', {}, []),
    aRule('TRACK', 'Product Viewed', product(), ['product_id']),
    aRule('TRACK', 'Product Added', { ...product(), quantity: { type: 'integer', maximum: 2 } }, [
      'product_id',
      'quantity',
    ]),
    aRule('TRACK', 'Order Completed', order(), ['order_id', 'total', 'currency']),
    aRule('TRACK', 'Order Refunded', order(), ['order_id']),
    {
      type: 'IDENTIFY',
      jsonSchema: {
        properties: {
          traits: {
            properties: {
              name: { type: 'string' },
              email: { type: 'string', format: 'email' },
              plan: { enum: ['free', 'plus'] },
            },
          },
        },
      },
    },
  ],
  connections: [
    { sourceId: 'web', settings: { track: { allowUnplannedEvents: true } } },
    { sourceId: 'shop', settings: { track: { allowUnplannedEvents: false } } },
  ],
};

function aRule(type: string, key: string, properties: object, required: readonly string[]) {
  const bag = { type: 'object', required, properties };
  return { type, key, jsonSchema: { properties: { properties: bag } } };
}

function product(): object {
  const [text, number] = [{ type: 'string' }, { type: 'number' }];
  return { product_id: text, sku: text, name: text, category: text, price: number };
}

function order(): object {
  const products = { type: 'array', items: { type: 'object' } };
  const [text, number] = [{ type: 'string' }, { type: 'number' }];
  return { order_id: text, total: number, currency: { enum: ['EUR'] }, products };
}
