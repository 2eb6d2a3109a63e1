/** What a flush or a close comes to: the messages that it covered, by how they ended. */
export interface FlushReport {
  readonly delivered: number;
  readonly dropped: number;
  readonly spooled: number;
  /** Not settled yet: the time was up. After a close there are none. */
  readonly pending: number;
}

/** The messages that joined between two flushes. */
export class Generation {
  readonly #tally: Tally;
  readonly counts = { delivered: 0, dropped: 0, spooled: 0, pending: 0 };
  next: Generation | undefined;
  readonly waiting: (() => void)[] = [];
  /** What it and all older ones came to, once all of that is settled. */
  sum: FlushReport | undefined;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** One of its messages reached its end. */
  settle(status: 'delivered' | 'dropped' | 'spooled'): void {
    this.counts.pending -= 1;
    this.counts[status] += 1;
    if (this.counts.pending === 0) this.#tally.retire();
  }
}

/** One flush's view: everything that joined before it and was not settled then. */
export interface Mark {
  /** Resolves when all of it is settled. */
  readonly done: Promise<void>;
  report(): FlushReport;
}

/**
 * Knows what each flush has to wait for, at the cost of two counters a message. Messages join the newest generation, a
 * flush closes that and waits until it and all older ones are settled; so any number of flushes may overlap.
 */
export class Tally {
  #oldest: Generation = new Generation(this);
  #newest: Generation = this.#oldest;
  #retired: FlushReport = { delivered: 0, dropped: 0, spooled: 0, pending: 0 };

  /** A message joins; its end is to be told to the generation. */
  join(): Generation {
    this.#newest.counts.pending += 1;
    return this.#newest;
  }

  mark(): Mark {
    const last = this.#newest;
    last.next = new Generation(this);
    this.#newest = last.next;
    const before = this.#sumThrough(last);
    const done = new Promise<void>((resolve) => {
      last.waiting.push(resolve);
    });
    this.retire();
    return {
      done,
      report: () => {
        const now = this.#sumThrough(last);
        return {
          delivered: now.delivered - before.delivered,
          dropped: now.dropped - before.dropped,
          spooled: now.spooled - before.spooled,
          pending: now.pending,
        };
      },
    };
  }

  /** Lets go of the oldest generations that are settled, and of who waits for them. */
  retire(): void {
    while (this.#oldest.next !== undefined && this.#oldest.counts.pending === 0) {
      const settled = this.#oldest;
      settled.sum = addUp(this.#retired, settled.counts);
      this.#retired = settled.sum;
      this.#oldest = this.#oldest.next;
      for (const resolve of settled.waiting) resolve();
    }
  }

  #sumThrough(last: Generation): FlushReport {
    if (last.sum !== undefined) return last.sum;
    let sum = this.#retired;
    for (let one: Generation | undefined = this.#oldest; one !== undefined; one = one.next) {
      sum = addUp(sum, one.counts);
      if (one === last) break;
    }
    return sum;
  }
}

function addUp(one: FlushReport, other: FlushReport): FlushReport {
  return {
    delivered: one.delivered + other.delivered,
    dropped: one.dropped + other.dropped,
    spooled: one.spooled + other.spooled,
    pending: one.pending + other.pending,
  };
}
