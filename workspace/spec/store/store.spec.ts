import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import type { Filter } from '../../lib/entry/filter.js';
import type { KeptEntry } from '../../lib/store/kept-entry.js';
import { aKeptEntry, aStore, numbered, seqsOf } from './kept-entries.js';

const EVENTS = ['A', 'B', 'a "B"'] as const;
const USERS = ['u', 'v'] as const;
const START_MS = Date.parse('2026-01-01T12:00:00.000Z');

/** Entries with numbers that rise, with gaps. */
const entriesOf = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 3 }),
      outcome: fc.constantFrom('accepted', 'rejected', 'duplicate'),
      source: fc.constantFrom('web', 'shop'),
      event: fc.constantFrom(...EVENTS),
      userId: fc.constantFrom(...USERS),
      laterMs: fc.nat(20),
    }),
    { maxLength: 40 },
  )
  .map((drafts) => {
    let seq = 0;
    return drafts.map(({ gap, outcome, source, event, userId, laterMs }) => {
      seq += gap;
      const receivedAt = new Date(START_MS + laterMs).toISOString();
      return aKeptEntry({ seq, outcome, source, receivedAt, message: { event, userId } });
    });
  });

const filtersOf: fc.Arbitrary<Filter> = fc.record(
  {
    event: fc.constantFrom(...EVENTS),
    userId: fc.constantFrom(...USERS),
    source: fc.constantFrom('web', 'shop'),
    outcome: fc.constantFrom('accepted', 'rejected', 'duplicate', 'any'),
    text: fc.constantFrom('"A"', 'user', 'none'),
    since: fc.nat(20).map((ms) => new Date(START_MS + ms)),
    until: fc.nat(20).map((ms) => new Date(START_MS + ms)),
    after: fc.integer({ min: -1, max: 100 }),
    before: fc.integer({ min: -1, max: 100 }),
  },
  { requiredKeys: [] },
);

/** The same as the store finds, without any of its short cuts. */
function isMeant(entry: KeptEntry, filter: Filter): boolean {
  const {
    outcome = 'accepted',
    since,
    until,
    after = 0,
    before = Number.POSITIVE_INFINITY,
  } = filter;
  const receivedMs = Date.parse(entry.receivedAt);
  const is = (wanted: unknown, found: unknown) => wanted === undefined || wanted === found;
  return (
    (outcome === 'any' || entry.outcome === outcome) &&
    is(filter.source, entry.source) &&
    is(filter.event, entry.message['event']) &&
    is(filter.userId, entry.message['userId']) &&
    (filter.text === undefined || entry.json.includes(filter.text)) &&
    (since === undefined || receivedMs >= since.getTime()) &&
    (until === undefined || receivedMs < until.getTime()) &&
    entry.seq > after &&
    entry.seq < before
  );
}

describe('the store', () => {
  it('finds what a look at every entry finds, for any entries and filter', () => {
    const limits = {
      kept: fc.integer({ min: 1, max: 50 }),
      limit: fc.integer({ min: 1, max: 10 }),
    };
    fc.assert(
      fc.property(entriesOf, filtersOf, fc.record(limits), (entries, filter, { kept, limit }) => {
        const store = aStore({ maxEntries: kept });
        for (const entry of entries) store.add([entry]);

        const meant = seqsOf(entries.slice(-kept).filter((entry) => isMeant(entry, filter)));

        const [asc, desc] = [
          store.find(filter, { limit }),
          store.find(filter, { limit, order: 'desc' }),
        ];
        expect(seqsOf(asc.entries)).toEqual(meant.slice(0, limit));
        expect(seqsOf(desc.entries)).toEqual(meant.toReversed().slice(0, limit));
        expect([asc.total, desc.total]).toEqual([meant.length, meant.length]);
      }),
      SEEDED,
    );
  });

  it('gives what comes after any number, in its order', () => {
    fc.assert(
      fc.property(entriesOf, fc.integer({ min: -5, max: 130 }), (entries, seq) => {
        const store = aStore({ maxEntries: 100 });
        store.add(entries);

        const later = entries.filter((entry) => entry.seq > seq);
        expect(store.after(seq, 5)).toEqual(later.slice(0, 5));
        expect(store.get(seq)).toBe(entries.find((entry) => entry.seq === seq));
      }),
      SEEDED,
    );
  });

  it('finds a hundred entries at most, unless told otherwise', () => {
    const store = aStore({ maxEntries: 1_000 });
    store.add(numbered(...Array.from({ length: 150 }, (_, index) => index + 1)));

    const { entries, total } = store.find({});

    expect([entries.length, entries.at(-1)?.seq, total]).toEqual([100, 100, 150]);
  });

  it('keeps the latest only, and at no time tells of one that went before', () => {
    const store = aStore({ maxEntries: 3 });

    for (let seq = 1; seq <= 20; seq += 1) {
      store.add(numbered(seq));

      const kept = [seq - 2, seq - 1, seq].filter((one) => one >= 1);
      expect(seqsOf(store.entries)).toEqual(kept);
      expect(seqsOf(store.find({}).entries)).toEqual(kept);
      expect(seqsOf(store.after(0, 10))).toEqual(kept);
      expect(store.get(seq - 3)).toBeUndefined();
    }
  });

  it('keeps the latest of more than it can keep at once', () => {
    const store = aStore({ maxEntries: 2 });

    store.add(numbered(1, 2, 3, 4, 5, 6, 7));

    expect(seqsOf(store.entries)).toEqual([6, 7]);
    expect(store.last).toBe(7);
  });

  it('keeps the latest only where they are too large together, and always the last', () => {
    const large = (seq: number, length: number) =>
      aKeptEntry({ seq, message: { text: 'x'.repeat(length) } });
    const store = aStore({ maxBytes: 10_000 });

    for (let seq = 1; seq <= 40; seq += 1) store.add([large(seq, 1_900)]);
    expect(seqsOf(store.entries)).toEqual([36, 37, 38, 39, 40]);
    expect(store.extent.kept).toBe(5);
    expect(store.extent.keptBytes).toBe(
      Buffer.byteLength(store.entries.map(({ json }) => json).join('')),
    );

    store.add([large(41, 20_000)]);
    expect(seqsOf(store.entries)).toEqual([41]);
    store.add([large(42, 5_000), large(43, 1_000)]);
    expect(seqsOf(store.find({}).entries)).toEqual([42, 43]);

    store.clear();
    expect(store.extent).toEqual({ kept: 0, keptBytes: 0 });
  });

  it('tells of entries as they come, until it is told to stop', () => {
    const store = aStore({ maxEntries: 2 });
    const told: (readonly number[])[] = [];
    const stop = store.onAdded((entries) => told.push(seqsOf(entries)));

    store.add(numbered(1, 2, 3));
    store.add([]);
    stop();
    store.add(numbered(4));

    expect(told).toEqual([[1, 2, 3]]);
  });

  it('forgets all but how far the numbers went, and tells of it', () => {
    const store = aStore({ maxEntries: 2 });
    store.add(numbered(1, 2, 3));
    let clears = 0;
    const stop = store.onCleared(() => {
      clears += 1;
    });

    expect(store.clear()).toBe(2);
    stop();
    expect(store.clear()).toBe(0);

    expect([store.entries, store.last, clears]).toEqual([[], 3, 1]);
    store.add(numbered(4));
    expect(seqsOf(store.find({}).entries)).toEqual([4]);
  });
});
