/** What a flush or a close comes to: the messages that it covered, by how they ended. */
export interface FlushReport {
  readonly delivered: number;
  readonly dropped: number;
  readonly spooled: number;
  /** Not settled yet: the time was up. After a close there are none. */
  readonly pending: number;
  /** The same for the mirror, where there is one. */
  readonly mirror?: Counts;
  /** The same for each destination plugin that was given messages, by its name. */
  readonly destinations?: Readonly<Record<string, Counts>>;
}

type Counts = Pick<FlushReport, 'delivered' | 'dropped' | 'spooled' | 'pending'>;
type Counting = { -readonly [Name in keyof Counts]: number };

/** Counts one message, and is told of its end. */
export interface Joined {
  settle(status: 'delivered' | 'dropped' | 'spooled'): void;
}

/** The same, and counts where else the message goes. */
export interface JoinedAll extends Joined {
  joinElsewhere(where: Elsewhere): Joined;
}

/** Where messages go beside the endpoint: to the mirror, or to a destination plugin of this name. */
export type Elsewhere = typeof MIRROR | string;
export const MIRROR: unique symbol = Symbol('mirror');

/** What messages came to, at the endpoint and elsewhere. */
interface Sum {
  readonly own: Counts;
  readonly others: ReadonlyMap<Elsewhere, Counts>;
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

function reportOf(now: Sum, before: Sum): FlushReport {
  const names = [...now.others.keys()].filter((where) => where !== MIRROR);
  const elsewhere = (where: Elsewhere): Counts => {
    const [counts = nothing(), past = nothing()] = [
      now.others.get(where),
      before.others.get(where),
    ];
    return since(counts, past);
  };
  return {
    ...since(now.own, before.own),
    ...(now.others.has(MIRROR) ? { mirror: elsewhere(MIRROR) } : {}),
    ...(names.length === 0
      ? {}
      : { destinations: Object.fromEntries(names.map((name) => [name, elsewhere(name)])) }),
  };
}

function since(now: Counts, before: Counts): Counts {
  return {
    delivered: now.delivered - before.delivered,
    dropped: now.dropped - before.dropped,
    spooled: now.spooled - before.spooled,
    pending: now.pending,
  };
}

function addUp(one: Sum, other: Sum): Sum {
  const others = new Map(one.others);
  for (const [where, counts] of other.others) {
    others.set(where, plus(others.get(where) ?? nothing(), counts));
  }
  return { own: plus(one.own, other.own), others };
}

function plus(one: Counts, other: Counts): Counts {
  return {
    delivered: one.delivered + other.delivered,
    dropped: one.dropped + other.dropped,
    spooled: one.spooled + other.spooled,
    pending: one.pending + other.pending,
  };
}

function nothing(): Counting {
  return { delivered: 0, dropped: 0, spooled: 0, pending: 0 };
}
