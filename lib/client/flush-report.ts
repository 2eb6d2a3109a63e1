/** What a flush or a close comes to: the messages that it covered, by how they ended. */
export interface FlushReport {
  readonly delivered: number;
  readonly dropped: number;
  readonly spooled: number;
  /** Not settled yet: the time was up. After a close there are none. */
  readonly pending: number;
  /** The same for the mirror, where there is one. */
  readonly mirror?: Counts;
  /** The same for the source that blocked messages are forwarded to, where any were. */
  readonly forwarded?: Counts;
  /** The same for each destination plugin that was given messages, by its name. */
  readonly destinations?: Readonly<Record<string, Counts>>;
}

export type Counts = Pick<FlushReport, 'delivered' | 'dropped' | 'spooled' | 'pending'>;
export type Counting = { -readonly [Name in keyof Counts]: number };

/** Where messages go beside the endpoint: to the mirror, to where blocked ones go, or to a destination plugin of this name. */
export type Elsewhere = typeof MIRROR | typeof FORWARDED | string;
export const MIRROR: unique symbol = Symbol('mirror');
export const FORWARDED: unique symbol = Symbol('forwarded');

/** What messages came to, at the endpoint and elsewhere. */
export interface Sum {
  readonly own: Counts;
  readonly others: ReadonlyMap<Elsewhere, Counts>;
}

/** What messages came to since. */
export function reportOf(now: Sum, before: Sum): FlushReport {
  const names = [...now.others.keys()].filter((where) => typeof where === 'string');
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
    ...(now.others.has(FORWARDED) ? { forwarded: elsewhere(FORWARDED) } : {}),
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

export function addUp(one: Sum, other: Sum): Sum {
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

export function nothing(): Counting {
  return { delivered: 0, dropped: 0, spooled: 0, pending: 0 };
}
