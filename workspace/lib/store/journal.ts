import type { EntryHead } from '../entry/entry.js';
import { isJsonObject, type JsonObject, jsonOf } from '../entry/json-object.js';
import { type Assessor, type EntryText, KeptEntry, lineOf } from './kept-entry.js';
import type { Store } from './store.js';

/** An entry before it has a number, its message as JSON and as an object. */
export interface EntryDraft extends EntryText {
  readonly message: JsonObject;
}

/** Something that is made of all entries, such as the users among them. */
export interface View {
  take(entry: KeptEntry, message: JsonObject): void;
  clear(): void;
}

/** Where entries are written before anybody sees them. */
export interface Log {
  append(lines: readonly string[]): Promise<void>;
  clear(): Promise<void>;
}

export interface JournalOptions extends Assessor {
  readonly store: Store;
  readonly views: readonly View[];
  readonly log: Log | undefined;
}

/** An entry that was read back, and its message, which was read for it anyhow. */
export interface Recovered {
  readonly entry: KeptEntry;
  readonly message: JsonObject;
}

/** Numbers entries, and puts them on disk, into memory and into the views, in this order. */
export class Journal {
  readonly #options: JournalOptions;
  #last = 0;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Resolves once the entries are written. Rejects where they can't be: then nobody sees any of them. */
  async add(drafts: readonly EntryDraft[]): Promise<void> {
    const { log } = this.#options;
    const entries = drafts.map((draft) => {
      this.#last += 1;
      return new KeptEntry(this.#last, draft, this.#options);
    });
    if (log !== undefined) await log.append(entries.map(lineOf));
    // Appends end in the order in which they began, so entries stay in theirs.
    for (const [index, draft] of drafts.entries()) {
      const entry = entries[index];
      if (entry !== undefined) this.#view(entry, draft.message);
    }
    this.#options.store.add(entries);
  }

  /** Takes an entry back from a line of the log, and tells nobody of it; damaged ones are left out. */
  recover(line: unknown): Recovered | undefined {
    if (isMark(line)) {
      this.#last = Math.max(this.#last, line.last);
      this.#options.store.goOnFrom(line.last);
    }
    if (!isHead(line) || !isJsonObject(line.message)) return undefined;
    const { message, seq, ...head } = line;
    const json = jsonOf(message);
    if (json === undefined) return undefined;
    this.#last = Math.max(this.#last, seq);
    const entry = new KeptEntry(seq, { ...head, json }, this.#options);
    this.#view(entry, message);
    this.#options.store.restore(entry);
    return { entry, message };
  }

  /** Forgets everything but how far the numbers went. Gives how many entries were kept. */
  async clear(): Promise<number> {
    const { store, views, log } = this.#options;
    await log?.clear();
    for (const view of views) view.clear();
    const kept = store.clear();
    // The numbers go on after a restart, too: whoever has one must not find another message by it.
    if (this.#last > 0) await log?.append([JSON.stringify({ last: this.#last } satisfies Mark)]);
    return kept;
  }

  #view(entry: KeptEntry, message: JsonObject): void {
    for (const view of this.#options.views) view.take(entry, message);
  }
}

/** A line that says how far the numbers went, where no entry does. */
interface Mark {
  readonly last: number;
}

function isMark(line: unknown): line is Mark {
  return isJsonObject(line) && Number.isSafeInteger(line['last']);
}

/** As far as lines of our own may differ from what they were: by hand, or from a later version. */
function isHead(line: unknown): line is EntryHead & { readonly message: unknown } {
  if (!isJsonObject(line)) return false;
  const { seq, source, receivedAt, outcome } = line;
  return (
    Number.isSafeInteger(seq) &&
    typeof source === 'string' &&
    typeof receivedAt === 'string' &&
    (outcome === 'accepted' || outcome === 'rejected' || outcome === 'duplicate')
  );
}
