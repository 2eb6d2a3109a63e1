/** A tracking plan of one event, with a rule for everything that the calls have, and one for every message. */
export function documentOf(event) {
  const text = { type: 'string' };
  const amount = { type: 'number', minimum: 0 };
  const item = {
    product_id: text,
    sku: text,
    name: text,
    price: amount,
    quantity: { type: 'integer', minimum: 1 },
    category: text,
  };
  const properties = {
    order_id: text,
    affiliation: text,
    total: amount,
    revenue: amount,
    shipping: amount,
    tax: amount,
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    note: text,
    products: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['product_id', 'price'], properties: item },
    },
  };
  const bag = { type: 'object', required: ['order_id', 'products'], properties };
  const jsonSchema = { type: 'object', required: ['properties'], properties: { properties: bag } };
  return {
    name: 'A shop',
    rules: [
      { type: 'COMMON', jsonSchema: { type: 'object', required: ['context'] } },
      { type: 'TRACK', key: event, jsonSchema },
    ],
  };
}
