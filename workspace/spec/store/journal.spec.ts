import { describe, expect, it } from '@jest/globals';
import { turns } from '../../../spec/support/manual-clock.js';
import type { EntryHead } from '../../lib/entry/entry.js';
import { type EntryDraft, Journal, type Log } from '../../lib/store/journal.js';
import { nested } from '../insight/entries.js';
import { aStore, seqsOf } from './kept-entries.js';
import { ScriptedLog } from './scripted-log.js';

class SeenEntries {
  readonly entries: EntryHead[] = [];

  take(entry: EntryHead): void {
    this.entries.push(entry);
  }

  clear(): void {
    this.entries.splice(0);
  }
}

function aJournal(log?: Log) {
  const [store, view] = [aStore({ maxEntries: 100 }), new SeenEntries()];
  return {
    store,
    view,
    journal: new Journal({ store, views: [view], findProblems: () => [], log }),
  };
}

function aDraft(event: string, fields: Partial<EntryDraft> = {}): EntryDraft {
  const message = { type: 'track', event, userId: 'user-1' };
  const receivedAt = '2026-01-01T12:00:00.000Z';
  const json = JSON.stringify(message);
  return { source: 'shop', receivedAt, outcome: 'accepted', message, json, ...fields };
}

describe('the journal', () => {
  it('shows entries in the order of their numbers, and only once they are written', async () => {
    const log = new ScriptedLog();
    const { store, view, journal } = aJournal(log);

    const added = [journal.add([aDraft('A'), aDraft('B')]), journal.add([aDraft('C')])];
    await turns();
    expect([store.entries, view.entries]).toEqual([[], []]);

    log.next('write');
    await added[0];
    expect(seqsOf(store.entries)).toEqual([1, 2]);
    expect(seqsOf(view.entries)).toEqual([1, 2]);

    log.next('write');
    await added[1];
    expect(store.entries.map(({ message }) => message['event'])).toEqual(['A', 'B', 'C']);
    expect(log.lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      store.entries.map(({ seq, source, receivedAt, outcome, message }) => ({
        seq,
        source,
        receivedAt,
        outcome,
        message,
      })),
    );
  });

  it('shows nothing of what could not be written, and all that comes after', async () => {
    const log = new ScriptedLog();
    const { store, view, journal } = aJournal(log);

    const [failing, next] = [journal.add([aDraft('A'), aDraft('B')]), journal.add([aDraft('C')])];
    log.next('fail');
    log.next('write');

    await expect(failing).rejects.toThrow('The disk is full.');
    await next;
    expect(seqsOf(store.entries)).toEqual([3]);
    expect(seqsOf(view.entries)).toEqual([3]);
  });

  it('takes entries back from the lines that it wrote, and goes on counting', async () => {
    const log = new ScriptedLog();
    const before = aJournal(log);
    const added = before.journal.add([
      aDraft('A'),
      aDraft('B', { outcome: 'rejected', reason: 'bad_request', detail: 'It is odd.' }),
    ]);
    log.next('write');
    await added;

    const { store, view, journal } = aJournal();
    for (const line of log.lines) journal.recover(JSON.parse(line));
    await journal.add([aDraft('C')]);

    expect(store.entries.slice(0, 2).map(({ text }) => text)).toEqual(
      before.store.entries.map(({ text }) => text),
    );
    expect(seqsOf(store.entries)).toEqual([1, 2, 3]);
    expect(seqsOf(view.entries)).toEqual([1, 2, 3]);
  });

  const line = { ...aDraft('A'), seq: 9 };

  it.each<[string, unknown]>([
    ['no object', [line]],
    ['null', null],
    ['a number that is none', { ...line, seq: '9' }],
    ['a number with a fraction', { ...line, seq: 9.5 }],
    ['no source', { ...line, source: undefined }],
    ['no time', { ...line, receivedAt: 7 }],
    ['an outcome that is not known', { ...line, outcome: 'lost' }],
    ['no message', { ...line, message: undefined }],
    ['a message that is a list', { ...line, message: [] }],
    ['a message that is nested too deeply', { ...line, message: nested(50_000) }],
  ])('leaves a damaged line out: %s', async (_, damaged) => {
    const { store, view, journal } = aJournal();

    expect(journal.recover(damaged)).toBeUndefined();
    expect(journal.recover({ ...line, seq: 4 })).toMatchObject({
      entry: { seq: 4, outcome: 'accepted' },
      message: { event: 'A' },
    });
    await journal.add([aDraft('B')]);

    expect(seqsOf(store.entries)).toEqual([4, 5]);
    expect(seqsOf(view.entries)).toEqual([4, 5]);
  });

  it('forgets entries, views and log, but not how far the numbers went', async () => {
    const log = new ScriptedLog();
    const { store, view, journal } = aJournal(log);
    const added = journal.add([aDraft('A'), aDraft('B')]);
    log.next('write');
    await added;

    const cleared = journal.clear();
    await turns();
    expect([store.entries, view.entries, log.lines]).toEqual([[], [], []]);
    log.next('write');
    expect(await cleared).toBe(2);

    const after = journal.add([aDraft('C')]);
    log.next('write');
    await after;
    expect(seqsOf(store.entries)).toEqual([3]);
  });

  it('goes on counting after it was cleared and started again', async () => {
    const log = new ScriptedLog();
    const before = aJournal(log);
    const added = before.journal.add([aDraft('A'), aDraft('B')]);
    log.next('write');
    await added;
    const cleared = before.journal.clear();
    await turns();
    log.next('write');
    await cleared;

    const { store, journal } = aJournal();
    for (const line of log.lines) journal.recover(JSON.parse(line));
    expect([store.entries, store.last]).toEqual([[], 2]);
    await journal.add([aDraft('C')]);

    expect(seqsOf(store.entries)).toEqual([3]);
  });
});
