type Schema = Readonly<Record<string, unknown>>;

const TEXT = { type: 'string' };

/** What the schema of a property `p` was, what it is, and what is told of it. */
export const SCHEMA_CHANGES: readonly (readonly [
  what: string,
  before: Schema,
  after: Schema,
  lines: readonly string[],
])[] = [
  ['nothing', { type: 'string', title: 'a' }, { title: 'b', type: ['string'] }, []],
  ['its type', TEXT, { type: 'boolean' }, ['breaks p: is boolean now; it was string']],
  [
    'a wider type',
    { type: 'integer' },
    { type: 'number' },
    ['safe p: is number now; it was integer'],
  ],
  [
    'a narrower type',
    { type: 'number' },
    { type: 'integer' },
    ['breaks p: is integer now; it was number'],
  ],
  ['no type any more', TEXT, {}, ['safe p: may be of any type now; it was string']],
  ['a type at last', {}, TEXT, ['breaks p: must be string now; any type was allowed']],
  ['null', TEXT, { type: ['string', 'null'] }, ['safe p: may be null, too']],
  ['null no more', { type: ['string', 'null'] }, TEXT, ['breaks p: may no longer be null']],
  ['more values', { enum: ['a'] }, { enum: ['b', 'a'] }, ['safe p: may be "b", too']],
  [
    'fewer values',
    { enum: ['a', 'b', 1] },
    { enum: ['b'] },
    ['breaks p: may no longer be "a" or 1'],
  ],
  ['values at last', TEXT, { ...TEXT, enum: ['a'] }, ['breaks p: may be "a" alone now']],
  ['any value', { ...TEXT, enum: ['a'] }, TEXT, ['safe p: may be others than "a" now']],
  ['a constant', { const: 1 }, { enum: [1, 2] }, ['safe p: may be 2, too']],
  [
    'more words in a pattern',
    { ...TEXT, pattern: '^(a|b)$' },
    { ...TEXT, pattern: '^(a|b|c)$' },
    ['safe p: may be "c", too'],
  ],
  ['a pattern for an enum', { ...TEXT, pattern: '^(a|b)$' }, { ...TEXT, enum: ['b', 'a'] }, []],
  [
    'another pattern',
    { ...TEXT, pattern: '^a' },
    { ...TEXT, pattern: '^b' },
    ['breaks p: must have the pattern ^b now; it was ^a'],
  ],
  [
    'a pattern that all values have',
    { enum: ['ab'] },
    { enum: ['ab'], pattern: '^a' },
    ['safe p: must have the pattern ^a now'],
  ],
  ['no pattern', { pattern: '^a' }, {}, ['safe p: needs no pattern any more; it was ^a']],
  ['a format', {}, { format: 'email' }, ['breaks p: must have the format email now']],
  [
    'a smaller range',
    { minimum: 0, maximum: 9 },
    { minimum: 1, exclusiveMaximum: 9 },
    [
      'breaks p: must be at least 1 now; it was at least 0',
      'breaks p: must be less than 9 now; it was at most 9',
    ],
  ],
  [
    'a larger range',
    { exclusiveMinimum: 1 },
    { minimum: 1 },
    ['safe p: must be at least 1 now; it was more than 1'],
  ],
  ['no range', { maximum: 1 }, {}, ['safe p: needs not be at most 1 any more']],
  [
    'a length',
    { maxLength: 9 },
    { minLength: 1, maxLength: 5 },
    [
      'breaks p: must have at least 1 character now',
      'breaks p: must have at most 5 characters now; it was 9',
    ],
  ],
  ['fewer items', { minItems: 2 }, {}, ['safe p: needs not have at least 2 items any more']],
  ['a multiple', { multipleOf: 2 }, { multipleOf: 4 }, ['breaks p: must be a multiple of 4 now']],
  ['a divisor', { multipleOf: 4 }, { multipleOf: 2 }, ['safe p: must be a multiple of 2 now']],
  ['items that differ', {}, { uniqueItems: true }, ['breaks p: must not have an item twice now']],
  ['a condition', {}, { not: { const: 1 } }, ['breaks p: has another condition (not) now']],
  ['a condition less', { not: { const: 1 } }, {}, ['safe p: has no condition (not) any more']],
  [
    'a choice more',
    { anyOf: [TEXT] },
    { anyOf: [TEXT, { const: 1 }] },
    ['safe p: has other choices (anyOf) now'],
  ],
  [
    'a choice less',
    { anyOf: [TEXT, { const: 1 }] },
    { anyOf: [TEXT] },
    ['breaks p: has other choices (anyOf) now'],
  ],
  ['nothing that it may be', TEXT, { not: {} }, ['breaks p: is not allowed now']],
  [
    'its words',
    { description: 'a' },
    { description: 'b' },
    ['safe p: has another description now'],
  ],
  [
    'the items of a list',
    { items: { properties: { a: TEXT } } },
    { items: { required: ['a'], properties: { a: TEXT, b: TEXT } } },
    ['safe p.$.b: was added: string, optional', 'breaks p.$.a: is required now'],
  ],
  [
    'what is inside',
    { properties: { 'a.b': TEXT } },
    { properties: { 'a.b': { type: 'number' } } },
    [String.raw`breaks p.a\.b: is number now; it was string`],
  ],
];
