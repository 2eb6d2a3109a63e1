import type { SeenIds } from './seen-ids.js';

/**
 * Tells repeats from new messages while messages are on their way to the log: what repeats a message that could then not be
 * written has to come again, as it does.
 */
export class IdClaims {
  readonly #seen: SeenIds;
  /** The claims under way, by the ids that they were the first to have. */
  readonly #open = new Map<string, Claim>();

  constructor(seen: SeenIds) {
    this.#seen = seen;
  }

  /** A claim for the messages of one request, to be ended by `keep` or `lose`. */
  begin(): Claim {
    return new Claim(this.#seen, this.#open);
  }
}

/** The ids of one request, from when they are looked at until its messages are written. */
class Claim {
  readonly #seen: SeenIds;
  readonly #open: Map<string, Claim>;
  readonly #ids: string[] = [];
  readonly #repeated = new Set<Claim>();
  #isLost = false;

  constructor(seen: SeenIds, open: Map<string, Claim>) {
    this.#seen = seen;
    this.#open = open;
  }

  /** Claims an id. Says whether it is new. */
  take(id: string, nowMs: number): boolean {
    if (this.#seen.add(id, nowMs)) {
      this.#open.set(id, this);
      this.#ids.push(id);
      return true;
    }
    const first = this.#open.get(id);
    if (first !== undefined) this.#repeated.add(first);
    return false;
  }

  /** The messages were written. Says whether those were, too, that they repeat. */
  keep(): boolean {
    for (const id of this.#ids) this.#close(id);
    for (const { isLost } of this.#repeated) if (isLost) return false;
    return true;
  }

  /** The messages could not be written: they will be sent again, and are none of them repeats then. */
  lose(): void {
    this.#isLost = true;
    for (const id of this.#ids) if (this.#close(id)) this.#seen.remove(id);
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /** An id that was forgotten and came anew belongs to that claim. */
  #close(id: string): boolean {
    return this.#open.get(id) === this && this.#open.delete(id);
  }
}
