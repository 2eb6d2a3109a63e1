import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Store } from '../../lib/store/store.js';
import { waitFor } from '../../lib/store/wait.js';
import { aKeptEntry, numbered, seqsOf } from './kept-entries.js';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

/** A store that tells how many listen to it. */
class HeardStore extends Store {
  listening = 0;

  override onAdded(...given: Parameters<Store['onAdded']>): () => void {
    return this.#counted(super.onAdded(...given));
  }

  override onCleared(...given: Parameters<Store['onCleared']>): () => void {
    return this.#counted(super.onCleared(...given));
  }

  #counted(stop: () => void): () => void {
    this.listening += 1;
    return () => {
      this.listening -= 1;
      stop();
    };
  }
}

function aStore(...seqs: readonly number[]): HeardStore {
  const store = new HeardStore({ maxEntries: 100, maxBytes: 100_000 });
  store.add(numbered(...seqs));
  return store;
}

describe('a wait', () => {
  it('ends at once where enough is there', async () => {
    const store = aStore(1, 2);

    const { isComplete, entries } = await waitFor(store, {}, { count: 2 });

    expect([isComplete, seqsOf(entries), store.listening]).toEqual([true, [1, 2], 0]);
  });

  it('ends with the entry that makes it enough', async () => {
    const store = aStore(1);
    const waited = waitFor(store, { event: 'Ordered' }, { count: 2 });

    store.add([aKeptEntry({ seq: 2, message: { event: 'Ordered' } })]);
    store.add([aKeptEntry({ seq: 3, message: { event: 'Other' } })]);
    store.add([aKeptEntry({ seq: 4, message: { event: 'Ordered' } })]);
    store.add([aKeptEntry({ seq: 5, message: { event: 'Ordered' } })]);

    const { isComplete, entries } = await waited;
    expect([isComplete, seqsOf(entries), store.listening]).toEqual([true, [2, 4], 0]);
  });

  it('counts what the store has no room for any more', async () => {
    const store = new HeardStore({ maxEntries: 1, maxBytes: 100_000 });
    const waited = waitFor(store, {}, { count: 3 });

    for (const seq of [1, 2, 3]) store.add(numbered(seq));

    expect(seqsOf((await waited).entries)).toEqual([1, 2, 3]);
  });

  it('that takes too long ends with what there is', async () => {
    const store = aStore(1);
    const waited = waitFor(store, {}, { count: 2, timeoutMs: 500 });

    jest.advanceTimersByTime(500);

    const { isComplete, entries } = await waited;
    expect([isComplete, seqsOf(entries), store.listening]).toEqual([false, [1], 0]);
  });

  it('takes ten seconds for one entry, unless told otherwise', async () => {
    const store = aStore();
    let isOver = false;
    const waited = waitFor(store, {}).then(() => {
      isOver = true;
    });

    await jest.advanceTimersByTimeAsync(9_999);
    expect(isOver).toBe(false);
    jest.advanceTimersByTime(1);

    await waited;
  });

  it('begins anew when all is forgotten', async () => {
    const store = aStore(1);
    const waited = waitFor(store, {}, { count: 2 });

    store.clear();
    store.add(numbered(2));
    store.add(numbered(3));

    expect(seqsOf((await waited).entries)).toEqual([2, 3]);
  });

  it('is given up when nobody waits any more', async () => {
    const store = aStore();
    const leaving = new AbortController();
    const waited = waitFor(store, {}, { signal: leaving.signal });

    leaving.abort();

    expect((await waited).isComplete).toBe(false);
    expect(store.listening).toBe(0);
  });

  it('is not begun for somebody who is gone', async () => {
    const store = aStore();

    await waitFor(store, {}, { signal: AbortSignal.abort() });

    expect(store.listening).toBe(0);
  });
});
