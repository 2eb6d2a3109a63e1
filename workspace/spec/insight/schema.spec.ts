import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import type { Entry } from '../../lib/entry/entry.js';
import type { JsonObject } from '../../lib/entry/json-object.js';
import { type SchemaSnapshot, SchemaView } from '../../lib/insight/schema.js';
import { anEntry, anyEntries, HOSTILE } from './entries.js';

function schemaOf(entries: readonly Entry[]): SchemaSnapshot {
  const view = new SchemaView();
  for (const entry of entries) see(view, entry);
  return view.snapshot();
}

function see(view: SchemaView, entry: Entry): void {
  view.take(entry, entry.message);
}

const withProperties = (properties: JsonObject): Entry => anEntry({ properties });

describe('the schema', () => {
  it('has events with what was seen of their properties', () => {
    const first = '2026-01-01T12:00:00.000Z';
    const last = '2026-01-01T12:05:00.000Z';
    const { events } = schemaOf([
      anEntry({ event: 'Order Completed', properties: { total: 27.5 } }, { receivedAt: first }),
      anEntry({ event: 'Order Completed', properties: { total: '3' } }, { receivedAt: last }),
    ]);
    expect(events).toEqual([
      {
        source: 'web',
        type: 'track',
        name: 'Order Completed',
        count: 2,
        rejected: 0,
        firstSeen: first,
        lastSeen: last,
        properties: [
          {
            path: 'total',
            types: { number: 1, string: 1 },
            count: 2,
            firstSeen: first,
            lastSeen: last,
            examples: ['27.5', '3'],
          },
        ],
      },
    ]);
  });

  it('follows objects and arrays', () => {
    const { events } = schemaOf([
      withProperties({
        plan: { name: 'pro' },
        products: [{ price: 1 }, { price: 2 }],
        tags: ['a'],
      }),
    ]);
    const seen = events[0]?.properties.map(({ path, types }) => [path, types]);
    expect(seen).toEqual([
      ['plan', { object: 1 }],
      ['plan.name', { string: 1 }],
      ['products', { array: 1 }],
      ['products.$', { object: 2 }],
      ['products.$.price', { number: 2 }],
      ['tags', { array: 1 }],
      ['tags.$', { string: 1 }],
    ]);
  });

  it('keeps three different examples, and short ones', () => {
    const texts = ['a', 'a', 'x'.repeat(100), 'b', 'c'];
    const { events } = schemaOf(texts.map((text) => withProperties({ text })));
    expect(events[0]?.properties[0]?.examples).toEqual(['a', `${'x'.repeat(59)}…`, 'b']);
  });

  it('tells sources, calls and names apart', () => {
    const { events } = schemaOf([
      anEntry({}),
      anEntry({}, { source: 'server' }),
      anEntry({ type: 'page', name: 'Home' }),
      anEntry({ type: 'screen', name: 'Home' }),
      anEntry({ type: 'page', name: undefined }),
    ]);
    expect(events.map(({ source, type, name }) => [source, type, name])).toEqual([
      ['web', 'track', 'Something Happened'],
      ['web', 'page', 'Home'],
      ['web', 'page', ''],
      ['web', 'screen', 'Home'],
      ['server', 'track', 'Something Happened'],
    ]);
  });

  it('has traits by call', () => {
    const { events, traits } = schemaOf([
      anEntry({ type: 'identify', traits: { email: 'a@example.com' } }),
      anEntry({ type: 'group', groupId: 'g', traits: { plan: null } }),
      anEntry({ type: 'alias', previousId: 'a' }),
    ]);
    expect(events).toEqual([]);
    expect(traits.map(({ type, properties }) => [type, properties[0]?.path])).toEqual([
      ['identify', 'email'],
      ['group', 'plan'],
    ]);
  });

  it('counts what was rejected by the name of its event, and takes nothing else of it', () => {
    const { events } = schemaOf([
      anEntry({ properties: { a: 1 } }, { outcome: 'rejected', reason: 'no_user_anon_id' }),
      anEntry({ event: 42 }, { outcome: 'rejected', reason: 'event_not_string' }),
    ]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ count: 0, rejected: 1, properties: [] });
  });

  it('takes nothing of what had come before', () => {
    expect(schemaOf([anEntry({}, { outcome: 'duplicate' })]).events).toEqual([]);
  });

  it('says when events are left out: 4 000 of a source are kept', () => {
    const view = new SchemaView();
    for (let at = 0; at < 4_000; at += 1) see(view, anEntry({ event: `Event ${at}` }));
    expect(view.snapshot()).toMatchObject({ isComplete: true });
    see(view, anEntry({ event: 'One more' }));
    expect(view.snapshot().events).toHaveLength(4_000);
    expect(view.snapshot()).toMatchObject({ isComplete: false });
    view.clear();
    expect(view.snapshot()).toEqual({ events: [], traits: [], isComplete: true });
  });

  it('says when properties are left out: 300 of an event are kept', () => {
    const fields = (count: number): JsonObject =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`field-${at}`, at]));
    expect(schemaOf([withProperties(fields(300))]).isComplete).toBe(true);
    const { events, isComplete } = schemaOf([withProperties(fields(301))]);
    expect(events[0]?.properties).toHaveLength(300);
    expect(isComplete).toBe(false);
  });

  it.each(HOSTILE)('takes %s', (_, hostile) => {
    const { events } = schemaOf([anEntry({ properties: hostile, event: 'Hostile' })]);
    expect(events[0]?.properties.length).toBeLessThanOrEqual(300);
  });

  it('counts as many as were accepted, for any entries', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const { events, traits } = schemaOf(entries);
        const calls = entries.filter(
          ({ outcome, message: { type, event } }) =>
            outcome === 'accepted' &&
            (type === 'track'
              ? typeof event === 'string'
              : type !== 'alias' && type !== 'odd' && type !== 7),
        );
        const sum = [...events, ...traits].reduce((total, { count }) => total + count, 0);
        expect(sum).toBe(calls.length);
        for (const { properties, count } of events) {
          for (const property of properties) {
            const types = Object.values(property.types).reduce((total, times) => total + times, 0);
            expect(types).toBe(property.count);
            if (!property.path.includes('.')) expect(property.count).toBeLessThanOrEqual(count);
          }
        }
      }),
      SEEDED,
    );
  });
});
