import { Fifo } from '../base/fifo.js';
import type { Context } from '../pipeline/context.js';
import { type Passage, type PreparedStep, runSteps } from '../pipeline/step.js';
import type { Limit } from '../pipeline/within.js';
import type { AcceptedEntry } from './entry.js';
import type { Station } from './lane.js';

export interface LineOptions {
  readonly limit: Limit;
  /** How many messages may be in plugins at once. */
  readonly maxInPlugins: number;
  /** Whether plugins are being loaded, so that nothing may start. */
  readonly isLoading: () => boolean;
  /** A message is through its plugins, and so are all that were called before it. */
  readonly through: (entry: AcceptedEntry, passage: Passage) => void;
  /** Messages that somebody flushed have come through: they leave at once. */
  readonly hurried: () => void;
  /** The client is closed before a message came through. */
  readonly givenUp: (entry: AcceptedEntry) => void;
}

/** A message in the line. */
interface Place {
  readonly entry: AcceptedEntry;
  readonly steps: readonly PreparedStep[];
  readonly context: Context;
  passage: Passage | undefined;
  isGone: boolean;
}

/**
 * Where messages wait for plugins that need time: for those that are being loaded, and for asynchronous ones. Messages leave
 * it in the order of their calls, however long each of them takes; not more than a bound of them are in plugins at once.
 */
export class Line implements Station {
  readonly #options: LineOptions;
  readonly #places = new Fifo<Place>();
  readonly #toStart = new Fifo<Place>();
  #inPlugins = 0;
  /** How many from the first are to leave in a hurry. */
  #hurried = 0;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** Whether a message has to wait here, even if its plugins take no time. */
  get hasToWait(): boolean {
    return this.#places.length > 0 || this.#options.isLoading();
  }

  /** A message joins, which has not met its plugins yet; or it has, and they ask for time. */
  join(
    entry: AcceptedEntry,
    run: Pick<Place, 'steps' | 'context'>,
    begun: Promise<Passage> | undefined,
  ): void {
    const place: Place = { entry, ...run, passage: undefined, isGone: false };
    this.#places.push(place);
    if (begun === undefined) {
      this.#toStart.push(place);
      this.startWaiting();
    } else {
      this.#inPlugins += 1;
      this.#follow(place, begun);
    }
  }

  /** Starts as many as may start: to be called when plugins have been loaded, too. */
  startWaiting(): void {
    const { isLoading, maxInPlugins, limit } = this.#options;
    while (!isLoading() && this.#inPlugins < maxInPlugins) {
      const place = this.#toStart.shift();
      if (place === undefined) break;
      if (place.isGone) continue;
      const passage = runSteps(place.steps, place.context, limit);
      if (passage instanceof Promise) {
        this.#inPlugins += 1;
        this.#follow(place, passage);
      } else {
        place.passage = passage;
      }
    }
    this.#letThrough();
  }

  sendAll(): void {
    this.#hurried = this.#places.length;
  }

  giveUp(): void {
    for (let next = this.#places.shift(); next !== undefined; next = this.#places.shift()) {
      next.isGone = true;
      this.#options.givenUp(next.entry);
    }
  }

  dispose(): void {
    this.giveUp();
  }

  #follow(place: Place, passage: Promise<Passage>): void {
    void passage.then((result) => {
      place.passage = result;
      this.#inPlugins -= 1;
      this.startWaiting();
    });
  }

  #letThrough(): void {
    let hasHurried = false;
    for (let first = this.#places.first; first?.passage !== undefined; first = this.#places.first) {
      this.#places.shift();
      first.isGone = true;
      if (this.#hurried > 0) {
        this.#hurried -= 1;
        hasHurried = true;
      }
      this.#options.through(first.entry, first.passage);
    }
    if (hasHurried) this.#options.hurried();
  }
}
