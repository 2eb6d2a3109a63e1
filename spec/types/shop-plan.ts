/** A tracking plan with a rule of every kind. */
export const plan = {
  name: 'Shop',
  type: 'LIVE',
  rules: [
    { type: 'COMMON', version: 1, jsonSchema: { type: 'object', required: ['context'] } },
    {
      type: 'TRACK',
      key: 'Order Completed',
      version: 2,
      jsonSchema: {
        type: 'object',
        properties: {
          properties: {
            type: 'object',
            properties: { subtotal: { type: 'number' } },
            required: ['subtotal'],
          },
        },
      },
    },
    {
      type: 'TRACK',
      key: 'Order Completed',
      version: 1,
      jsonSchema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        labels: { team: 'shop' },
        properties: {
          context: {},
          traits: { type: 'object' },
          properties: {
            type: 'object',
            properties: {
              order_id: { type: 'string', pattern: '^o' },
              items: { type: 'integer', minimum: 1 },
              isGift: { type: 'boolean' },
              coupon: { type: ['string', 'null'] },
              currency: { enum: ['EUR', 'USD'] },
              version: { const: 1 },
              at: { type: 'string', format: 'date-time' },
              day: { type: 'string', format: 'date' },
              anything: {},
              either: { anyOf: [{ type: 'string' }, { type: 'number' }] },
              products: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: { price: { type: 'number' } },
                  required: ['price'],
                  additionalProperties: false,
                },
              },
              stock: { type: 'object', additionalProperties: { type: 'number' } },
            },
            required: ['order_id'],
          },
        },
        required: ['properties'],
      },
    },
    {
      type: 'TRACK',
      key: 'Signed Up',
      version: 1,
      jsonSchema: {
        eventMetadata: { name: 'Signed Up', type: 'track' },
        type: 'object',
        properties: { how: { type: 'string', enum: ['organic', 'invited'] } },
        required: ['how'],
        additionalProperties: false,
      },
    },
    { type: 'TRACK', key: 'Seen', jsonSchema: {} },
    {
      type: 'IDENTIFY',
      version: 3,
      jsonSchema: {
        properties: {
          traits: { type: 'object', properties: { plan: { enum: ['free', 'pro'] } } },
        },
      },
    },
    {
      type: 'GROUP',
      version: 1,
      jsonSchema: {
        properties: {
          traits: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
        },
      },
    },
    {
      type: 'PAGE',
      key: 'Pricing',
      version: 1,
      jsonSchema: {
        properties: {
          properties: {
            type: 'object',
            properties: { url: { type: 'string' } },
            required: ['url'],
          },
        },
      },
    },
    { type: 'PAGE', key: 'Home', version: 1, jsonSchema: {} },
    { type: 'SCREEN', version: 1, jsonSchema: {} },
  ],
} as const;
