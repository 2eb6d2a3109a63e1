import type { Client } from './both-clients.js';
import { GIVEN } from './both-clients.js';

export type CallName = 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias';
export type Fields = Readonly<Record<string, unknown>>;
/** What the call is given, in words, and the fields themselves. */
export type Variant = readonly [what: string, fields: Fields];

/** The least that each call takes. */
export const LEAST: Readonly<Record<CallName, Fields>> = {
  identify: { userId: 'user-1' },
  track: { userId: 'user-1', event: 'Order Completed' },
  page: { userId: 'user-1' },
  screen: { userId: 'user-1' },
  group: { userId: 'user-1', groupId: 'acme' },
  alias: { userId: 'user-1', previousId: 'visitor-7' },
};
export const CALLS = Object.keys(LEAST) as readonly CallName[];

/** Calls a method with whatever a program in JavaScript may give it. */
export function make(client: Client, call: CallName, fields: Fields): void {
  (client[call] as (fields: Fields) => void)(fields);
}

/** An object of a class, as programs pass their entities. */
export class Entity {
  readonly name = 'Ada';
  readonly #secret = 'hidden';
  readonly nested = { tags: ['a'] };

  get initial(): string {
    return this.name.slice(0, 1) + this.#secret.slice(0, 0);
  }
}

/** One that says itself how it is written, as those of databases do. */
export class Document {
  readonly _state = { isNew: true };

  toJSON(): Fields {
    return { id: 7, written: true };
  }
}

const JSON_OF_ALL_KINDS = {
  text: 'Ünïcode 🎈 \u2028 "quoted" \\ \u0000 \ud800',
  numbers: [0, -0, 1e21, 5e-324, Number.NaN, Number.POSITIVE_INFINITY],
  date: new Date('2020-02-29T12:34:56.789Z'),
  nothing: null,
  left: undefined,
  array: [undefined, null, [[1], [new Date(0)]], { deep: [{ deeper: undefined }] }, () => 1],
  empty: [{}, [], ''],
  skipped: () => 1,
  symbol: Symbol('s'),
  url: new URL('https://example.com/a?b=c'),
  written: { toJSON: (key: string) => `written for ${key}` },
  unwritten: { toJSON: () => undefined },
  boxed: [Object('text'), Object(1), Object(true)],
  bytes: Buffer.from('abc'),
  typed: new Uint8Array([1, 2]),
  map: new Map([['a', 1]]),
  set: new Set([1]),
  pattern: /a/g,
  error: new Error('left out'),
  entity: new Entity(),
  bare: Object.assign(Object.create(null), { a: 1 }),
  'a key with spaces, dots.and "quotes"': 1,
  [Symbol('left out')]: 1,
};

/** What all six calls may have. */
export const COMMON: readonly Variant[] = [
  ['nothing else', {}],
  ['an empty context', { context: {} }],
  [
    'a context',
    {
      context: {
        active: false,
        direct: true,
        ip: '203.0.113.7',
        locale: 'de-DE',
        campaign: { name: 'c', source: 's', medium: 'm' },
        page: { url: 'https://example.com/', title: undefined, referrer: null },
        traits: { plan: 'free', since: new Date(0) },
        own: { deeply: { nested: [1, { two: [3] }] } },
      },
    },
  ],
  ['the library of somebody else', { context: { library: { name: 'a-relay', version: '9' } } }],
  ['a context that is an object of a class', { context: new Entity() }],
  ['integrations that are an object of a class', { integrations: new Entity() }],
  ['empty integrations', { integrations: {} }],
  ['integrations', { integrations: { All: false, Mixpanel: true, Braze: undefined } }],
  [
    'integrations with options',
    { integrations: { Amplitude: { session_id: 123, tags: ['a', null] }, 'Google Ads': false } },
  ],
  ['a Date', { timestamp: new Date('2024-02-29T10:00:00.123Z') }],
  ['a time as text', { timestamp: '2024-02-29T10:00:00.123Z' }],
  ['a time without milliseconds', { timestamp: '2024-02-29T10:00:00Z' }],
  ['a time with microseconds', { timestamp: '2024-02-29T10:00:00.123456Z' }],
  ['a time with an offset', { timestamp: '2024-02-29T10:00:00+02:00' }],
  ['a day', { timestamp: '2024-02-29' }],
  ['a message id', { messageId: `${GIVEN}1` }],
  ['the longest message id', { messageId: GIVEN.padEnd(99, 'x') }],
  [
    'every field as undefined',
    { context: undefined, integrations: undefined, timestamp: undefined, messageId: undefined },
  ],
  ['null where it may be', { context: null, integrations: null, messageId: null }],
  ['fields that it does not know', { colour: 'red', options: { a: 1 }, writeKey: 'other' }],
  ['the fields of other calls', { version: 2, sentAt: new Date(0), type: 'other', channel: 'x' }],
];

/** The two ids, for all but alias. */
export const IDENTITIES: readonly Variant[] = [
  ['an anonymousId', { userId: undefined, anonymousId: 'visitor-7' }],
  ['both ids', { anonymousId: 'visitor-7' }],
  ['an anonymousId that is undefined', { anonymousId: undefined }],
  ['ids of every script', { userId: 'Zoë 🎈', anonymousId: '名前' }],
];

/** Traits or properties, whichever the call has. */
function bags(field: 'traits' | 'properties'): readonly Variant[] {
  return [
    [`empty ${field}`, { [field]: {} }],
    [`${field} of every kind`, { [field]: JSON_OF_ALL_KINDS }],
    [`${field} that are undefined`, { [field]: undefined }],
    [`${field} that are null`, { [field]: null }],
    [`${field} without a prototype`, { [field]: JSON_OF_ALL_KINDS.bare as unknown }],
    [`${field} that say how they are written`, { [field]: { toJSON: () => ({ written: true }) } }],
    [`${field} that are an object of a class`, { [field]: new Entity() }],
  ];
}

/** Not for pages and screens: there Segment's client sends the fields of such an object as they are. */
const DOCUMENT = 'an object of a class with toJSON';

const VIEWS: readonly Variant[] = [
  ['a name', { name: 'Home' }],
  ['a category', { category: 'Docs' }],
  ['a name and a category', { name: 'Home', category: 'Docs' }],
  ['a category beside properties', { category: 'Docs', properties: { url: 'https://a.example' } }],
  ['two categories', { category: 'Docs', properties: { category: 'another', name: 'other' } }],
  ['no name and no category', { name: undefined, category: undefined }],
  ['null for both', { name: null, category: null }],
];

/** What a call has of its own. */
export const OWN: Readonly<Record<CallName, readonly Variant[]>> = {
  identify: [
    ...IDENTITIES,
    ...bags('traits'),
    [DOCUMENT, { traits: new Document() }],
    ['properties, which it has not', { properties: {} }],
  ],
  track: [
    ...IDENTITIES,
    ...bags('properties'),
    [DOCUMENT, { properties: new Document() }],
    ['an event of every script', { event: '注文 🎈 "done"' }],
    ['names of other calls', { name: 'Home', category: 'Docs', traits: { a: 1 }, groupId: 'g' }],
  ],
  page: [...IDENTITIES, ...bags('properties'), ...VIEWS, ['an event', { event: 'Seen' }]],
  screen: [...IDENTITIES, ...bags('properties'), ...VIEWS],
  group: [
    ...IDENTITIES,
    ...bags('traits'),
    [DOCUMENT, { traits: new Document() }],
    ['a groupId alone', { userId: undefined }],
    ['the names of traits', { traits: { name: 'Acme', employees: 12, createdAt: new Date(0) } }],
  ],
  alias: [
    ['traits and properties', { traits: { a: 1 }, properties: { a: 1 } }],
    ['an anonymousId, which it has not', { anonymousId: 'visitor-8' }],
  ],
};
