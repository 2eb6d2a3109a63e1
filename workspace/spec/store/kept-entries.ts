import type { EntryHead } from '../../lib/entry/entry.js';
import { KeptEntry } from '../../lib/store/kept-entry.js';
import type { KeptBounds } from '../../lib/store/latest.js';
import { Store } from '../../lib/store/store.js';

interface Kept extends Partial<EntryHead> {
  readonly message?: Readonly<Record<string, unknown>>;
}

/** An entry as the store keeps it; say only what matters. */
export function aKeptEntry({ seq = 1, message = {}, ...head }: Kept = {}): KeptEntry {
  const whole = { type: 'track', event: 'Something Happened', userId: 'user-1', ...message };
  const plain = { source: 'shop', receivedAt: '2026-01-01T12:00:00.000Z' };
  const entry = { ...plain, outcome: 'accepted', ...head, json: JSON.stringify(whole) } as const;
  return new KeptEntry(seq, entry, { findProblems: () => [] });
}

/** A store; say only which bound matters. */
export function aStore(bounds: Partial<KeptBounds> = {}): Store {
  return new Store({ maxEntries: 1_000, maxBytes: 1_000_000, ...bounds });
}

/** Entries with these numbers. */
export function numbered(...seqs: readonly number[]): readonly KeptEntry[] {
  return seqs.map((seq) => aKeptEntry({ seq }));
}

export function seqsOf(entries: readonly { readonly seq: number }[]): readonly number[] {
  return entries.map(({ seq }) => seq);
}
