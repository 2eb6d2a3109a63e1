import {
  addUp,
  type Counting,
  type Counts,
  type Elsewhere,
  type FlushReport,
  nothing,
  reportOf,
  type Sum,
} from './flush-report.js';

/** Counts one message, and is told of its end. */
export interface Joined {
  settle(status: 'delivered' | 'dropped' | 'spooled'): void;
}

/** The same, and counts where else the message goes. */
export interface JoinedAll extends Joined {
  joinElsewhere(where: Elsewhere): Joined;
}

/** The messages that joined between two flushes. What joins or is settled here is so in the outer ones, too. */
export class Generation implements JoinedAll {
  readonly #tally: Tally;
  readonly outer: readonly Generation[];
  readonly counts: Counting = nothing();
  readonly others = new Map<Elsewhere, Counting>();
  next: Generation | undefined;
  readonly waiting: (() => void)[] = [];
  /** What it and all older ones came to, once all of that is settled. */
  sum: Sum | undefined;
  #pendingElsewhere = 0;

  constructor(tally: Tally, outer: readonly Generation[] = []) {
    this.#tally = tally;
    this.outer = outer;
  }

  get isSettled(): boolean {
    return this.counts.pending === 0 && this.#pendingElsewhere === 0;
  }

  /** One of its messages reached its end. */
  settle(status: keyof Counts): void {
    this.#settleOwn(status);
    for (const one of this.outer) one.#settleOwn(status);
  }

  /** One of its messages, which is not settled yet, goes elsewhere as well. */
  joinElsewhere(where: Elsewhere): Joined {
    const own = this.#joinElsewhereOwn(where);
    if (this.outer.length === 0) return own;
    const all = [own, ...this.outer.map((one) => one.#joinElsewhereOwn(where))];
    return {
      settle: (status) => {
        for (const joined of all) joined.settle(status);
      },
    };
  }

  #settleOwn(status: keyof Counts): void {
    this.counts.pending -= 1;
    this.counts[status] += 1;
    if (this.isSettled) this.#tally.retire();
  }

  #joinElsewhereOwn(where: Elsewhere): Joined {
    const counts = this.others.get(where) ?? nothing();
    this.others.set(where, counts);
    counts.pending += 1;
    this.#pendingElsewhere += 1;
    return {
      settle: (status) => {
        counts.pending -= 1;
        counts[status] += 1;
        this.#pendingElsewhere -= 1;
        if (this.isSettled) this.#tally.retire();
      },
    };
  }
}

/** One flush's view: everything that joined before it and was not settled then. */
export interface Mark {
  /** Resolves when all of it is settled. */
  readonly done: Promise<void>;
  readonly isDone: boolean;
  report(): FlushReport;
}

/**
 * Knows what each flush has to wait for, at the cost of two counters a message. Messages join the newest generation, a
 * flush closes that and waits until it and all older ones are settled; so any number of flushes may overlap. Whatever joins
 * a tally joins those around it, too.
 */
export class Tally {
  /** Each of those around it once, also those that are around several. */
  readonly #outer: readonly Tally[];
  #oldest: Generation;
  #newest: Generation;
  #retired: Sum = { own: nothing(), others: new Map() };

  constructor(...around: readonly Tally[]) {
    this.#outer = [...new Set(around.flatMap((one) => [one, ...one.#outer]))];
    this.#newest = this.#open();
    this.#oldest = this.#newest;
  }

  /** What counts for both: one of them where it is within the other, as it mostly is. */
  static both(one: Tally, other: Tally): Tally {
    if (one.#isWithin(other)) return one;
    return other.#isWithin(one) ? other : new Tally(one, other);
  }

  /** A message joins; its end is to be told to the generation. */
  join(): Generation {
    if (this.#outer.length > 0) this.#keepUp();
    const generation = this.#newest;
    generation.counts.pending += 1;
    for (const one of generation.outer) one.counts.pending += 1;
    return generation;
  }

  mark(): Mark {
    const last = this.#newest;
    this.#begin();
    const before = this.#sumThrough(last);
    const done = new Promise<void>((resolve) => {
      last.waiting.push(resolve);
    });
    this.retire();
    return {
      done,
      get isDone() {
        return last.sum !== undefined;
      },
      report: () => reportOf(this.#sumThrough(last), before),
    };
  }

  /** Lets go of the oldest generations that are settled, and of who waits for them. */
  retire(): void {
    while (this.#oldest.next !== undefined && this.#oldest.isSettled) {
      const settled = this.#oldest;
      settled.sum = addUp(this.#retired, { own: settled.counts, others: settled.others });
      this.#retired = settled.sum;
      this.#oldest = this.#oldest.next;
      // An inner tally may hold it for long, and is not to hold all that came after it.
      settled.next = undefined;
      for (const resolve of settled.waiting.splice(0)) resolve();
    }
  }

  /** Where one around it has begun a generation, so does this. */
  #keepUp(): void {
    const { outer } = this.#newest;
    if (this.#outer.every((one, index) => one.#newest === outer[index])) return;
    this.#begin();
    this.retire();
  }

  #begin(): void {
    const next = this.#open();
    this.#newest.next = next;
    this.#newest = next;
  }

  /** A generation within the newest ones around it. */
  #open(): Generation {
    return new Generation(
      this,
      this.#outer.map((one) => one.#newest),
    );
  }

  #isWithin(other: Tally): boolean {
    return other === this || this.#outer.includes(other);
  }

  #sumThrough(last: Generation): Sum {
    if (last.sum !== undefined) return last.sum;
    let sum = this.#retired;
    for (let one: Generation | undefined = this.#oldest; one !== undefined; one = one.next) {
      sum = addUp(sum, { own: one.counts, others: one.others });
      if (one === last) break;
    }
    return sum;
  }
}
