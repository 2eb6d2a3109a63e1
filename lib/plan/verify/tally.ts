/** How often something was found, and where. */
export interface Count<Place> {
  count: number;
  /** Where it was found first. */
  readonly first: Place;
  /** The ids of the first messages that have it. */
  readonly samples: string[];
}

/** Counts that are kept up to a bound, which several tallies share. */
export class Room {
  /** How often something was found that there was no room for. */
  more = 0;
  #left: number;

  constructor(size: number) {
    this.#left = size;
  }

  take(): boolean {
    if (this.#left === 0) {
      this.more += 1;
      return false;
    }
    this.#left -= 1;
    return true;
  }
}

export interface Sighting<Place> {
  readonly place: Place;
  readonly messageId: string | undefined;
}

/** Counts things by their ids, and keeps one of each. */
export class Tally<Thing, Place> {
  readonly #room: Room;
  readonly #maxSamples: number;
  readonly #counts = new Map<string, Thing & Count<Place>>();

  constructor(room: Room, maxSamples: number) {
    this.#room = room;
    this.#maxSamples = maxSamples;
  }

  add(id: string, thing: Thing, { place, messageId }: Sighting<Place>): void {
    let known = this.#counts.get(id);
    if (known === undefined) {
      if (!this.#room.take()) return;
      known = { ...thing, count: 0, first: place, samples: [] };
      this.#counts.set(id, known);
    }
    known.count += 1;
    const { samples } = known;
    const isNew = messageId !== undefined && !samples.includes(messageId);
    if (isNew && samples.length < this.#maxSamples) samples.push(messageId);
  }

  /** The most frequent first. */
  get list(): readonly (Thing & Count<Place>)[] {
    return [...this.#counts.values()].sort((one, other) => other.count - one.count);
  }
}
