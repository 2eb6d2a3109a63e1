import { expect } from '@jest/globals';
import type { Entry } from '../../lib/entry/entry.js';
import { MESSAGE_TYPES, type MessageType } from '../../lib/entry/stored-message.js';
import type { Workspace } from '../../lib/workspace.js';

export const WRITE_KEY = 'shop-key';
/** One source that is meant, and one that is not. */
export const SOURCES = [
  { name: 'shop', kind: 'server', writeKey: WRITE_KEY },
  { name: 'site', kind: 'web', writeKey: 'site-key' },
] as const;

/** When everything happened: long before it is sent, as in an import. */
export const HAPPENED_AT = new Date('2024-02-29T12:34:56.789Z');

/**
 * What is called, by the name of the call; a copy each time, since some clients write to what they are given. Text of several
 * alphabets, nesting and lists are what encodings get wrong.
 */
export function sixCalls() {
  const about = () => ({
    context: { locale: 'de-DE', ip: '203.0.113.9', app: { name: 'Shop', version: '1.2.3' } },
    timestamp: new Date(HAPPENED_AT),
  });
  const user = { userId: 'ada', anonymousId: 'visitor-1' };
  const address = { city: 'Zürich', country: 'Schweiz' };
  const product = { product_id: 'p-1', name: 'Čaj', price: 39.9, quantity: 1 };
  return {
    identify: {
      ...user,
      ...about(),
      traits: { name: 'Ada Løvelace 🚀', email: 'ada@example.com', address },
    },
    track: {
      ...user,
      ...about(),
      event: 'Order Completed',
      properties: { order_id: 'o-1', total: 39.9, currency: 'EUR', products: [product] },
      integrations: { All: true, Mixpanel: false },
    },
    page: {
      ...user,
      ...about(),
      name: 'Checkout',
      category: 'Shop',
      properties: { url: 'https://shop.example/checkout?step=2&x=1', path: '/checkout' },
    },
    screen: { ...user, ...about(), name: 'Basket', properties: { items: 3, is_empty: false } },
    group: { ...user, ...about(), groupId: 'acme', traits: { name: 'Acme', employees: 12 } },
    alias: { ...about(), userId: 'ada', previousId: 'visitor-1' },
  };
}

type SixCalls = ReturnType<typeof sixCalls>;

/** A client of any make that has the six calls. */
export type SixCaller = {
  readonly [Call in MessageType]: (message: SixCalls[Call]) => unknown;
};

/** Makes each of the six calls once. */
export function makeSixCalls(client: SixCaller): void {
  const calls = sixCalls();
  client.identify(calls.identify);
  client.track(calls.track);
  client.page(calls.page);
  client.screen(calls.screen);
  client.group(calls.group);
  client.alias(calls.alias);
}

/** Waits until six messages came, and expects of each that it is there once, whole, with its times corrected. */
export async function expectSixCalls(workspace: Workspace, library: string): Promise<void> {
  await workspace.wait({ outcome: 'any' }, { count: MESSAGE_TYPES.length });
  const entries = workspace.query({ outcome: 'any' });
  expect(entries.map(({ message }) => message['type']).sort()).toEqual([...MESSAGE_TYPES].sort());
  for (const entry of entries) expectCall(entry, library);
  const ids = new Set(entries.map(({ message }) => message['messageId']));
  expect(ids.size).toBe(MESSAGE_TYPES.length);
  expect(workspace.stats()).toMatchObject({
    received: MESSAGE_TYPES.length,
    unique: MESSAGE_TYPES.length,
    duplicates: 0,
    rejected: {},
  });
}

function expectCall({ message, source, outcome, problems }: Entry, library: string): void {
  const { timestamp: _, ...fields } = sixCalls()[message['type'] as MessageType];
  expect({ source, outcome }).toEqual({ source: 'shop', outcome: 'accepted' });
  expect(problems.filter(({ level }) => level !== 'hint')).toEqual([]);
  expect(message).toMatchObject(fields);
  expect(message).toMatchObject({
    messageId: expect.stringMatching(/^[\w-]{20,100}$/),
    context: { library: { name: library, version: expect.stringMatching(/^\d+\.\d+\.\d+/) } },
    originalTimestamp: HAPPENED_AT.toISOString(),
  });
  expect(message).not.toHaveProperty('writeKey');
  expectCorrected(message);
}

/** That a message has the time at which it happened by the workspace's clock. */
export function expectCorrected(message: Entry['message']): void {
  const [sent, original, received, corrected] = [
    'sentAt',
    'originalTimestamp',
    'receivedAt',
    'timestamp',
  ].map((name) => Date.parse(String(message[name])));
  expect(corrected).toBe((received ?? 0) - ((sent ?? 0) - (original ?? 0)));
}
