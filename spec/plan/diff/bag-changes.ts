import type { JsonSchema } from '../../../lib/plan/document.js';

type Properties = Readonly<Record<string, unknown>>;

const TEXT = { type: 'string' };

/** The properties that an event had and has, what else their schema said and says, and what is told of it. */
export const BAG_CHANGES: readonly (readonly [
  what: string,
  before: Properties,
  after: Properties,
  bags: readonly JsonSchema[],
  lines: readonly string[],
])[] = [
  ['one more', {}, { a: TEXT }, [{}, {}], ['safe a: was added: string, optional']],
  [
    'one more that must be there',
    {},
    { a: TEXT },
    [{}, { required: ['a'] }],
    ['breaks a: was added: string, required'],
  ],
  [
    'one that must be there now',
    { a: TEXT },
    { a: TEXT },
    [{}, { required: ['a'] }],
    ['breaks a: is required now'],
  ],
  [
    'one that need not be there',
    { a: TEXT },
    { a: TEXT },
    [{ required: ['a'] }, {}],
    ['safe a: is optional now'],
  ],
  [
    'one less',
    { a: TEXT },
    {},
    [{ required: ['a'] }, {}],
    ['breaks a: was removed, and is unplanned now'],
  ],
  [
    'one less where nothing else is allowed',
    { a: TEXT },
    {},
    [{ additionalProperties: false }],
    ['breaks a: was removed, and is not allowed now'],
  ],
  [
    'one of another name',
    { orderId: TEXT },
    { order_id: TEXT },
    [],
    [
      'breaks orderId: was removed, and is unplanned now; perhaps it is "order_id" now',
      'safe order_id: was added: string, optional',
    ],
  ],
  [
    'one that others spoke of',
    {},
    { a: { type: 'number' } },
    [{ additionalProperties: TEXT }],
    ['breaks a: was added: number; it could be anything before'],
  ],
  [
    'no others',
    { a: TEXT },
    { a: TEXT },
    [{}, { additionalProperties: false }],
    ['breaks properties: takes no other properties than the planned ones now'],
  ],
  [
    'others',
    { a: TEXT },
    { a: TEXT },
    [{ additionalProperties: false }, {}],
    ['safe properties: takes other properties than the planned ones now'],
  ],
];
