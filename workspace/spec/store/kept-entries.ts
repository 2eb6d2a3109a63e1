import { type EntryHead, KeptEntry } from '../../lib/store/kept-entry.js';

interface Kept extends Partial<EntryHead> {
  readonly message?: Readonly<Record<string, unknown>>;
}

/** An entry as the store keeps it; say only what matters. */
export function aKeptEntry({ message = {}, ...head }: Kept = {}): KeptEntry {
  return new KeptEntry(
    {
      seq: 1,
      source: 'shop',
      receivedAt: '2026-01-01T12:00:00.000Z',
      outcome: 'accepted',
      ...head,
    },
    JSON.stringify({ type: 'track', event: 'Something Happened', userId: 'user-1', ...message }),
    () => [],
  );
}

/** Entries with these numbers. */
export function numbered(...seqs: readonly number[]): readonly KeptEntry[] {
  return seqs.map((seq) => aKeptEntry({ seq }));
}

export function seqsOf(entries: readonly { readonly seq: number }[]): readonly number[] {
  return entries.map(({ seq }) => seq);
}
