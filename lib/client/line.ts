import { Fifo } from '../base/fifo.js';
import type { Context } from '../pipeline/context.js';
import type { Processed } from '../pipeline/processed.js';
import { type Passage, type PreparedStep, runSteps } from '../pipeline/step.js';
import type { Limit } from '../pipeline/within.js';
import type { AcceptedEntry } from './entry.js';
import type { Station } from './station.js';

export interface LineOptions {
  readonly limit: Limit;
  /** How many messages may be in plugins at once. */
  readonly maxInPlugins: number;
  /** Whether plugins are being loaded, so that nothing may start. */
  readonly isLoading: () => boolean;
  /** Checks and writes a message as soon as its plugins are done with it: from then on nobody can change it. */
  readonly finish: (passage: Passage) => Processed;
  /** A message is through its plugins, and so are all that were called before it. */
  readonly through: (entry: AcceptedEntry, made: Processed) => void;
  /** Messages that somebody flushed come through, and more of them will: they leave as soon as nothing else is out. */
  readonly hurrying: () => void;
  /** The last of them has come through: whatever waits leaves at once. */
  readonly hurried: () => void;
  /** The client is closed before a message came through. */
  readonly givenUp: (entry: AcceptedEntry) => void;
}

/** A message in the line. */
interface Waiting {
  readonly entry: AcceptedEntry;
  readonly steps: readonly PreparedStep[];
  readonly context: Context;
  made: Processed | undefined;
  isGone: boolean;
}

/**
 * Where messages wait for plugins that need time: for those that are being loaded, and for asynchronous ones. Messages leave
 * it in the order of their calls, however long each of them takes; not more than a bound of them are in plugins at once.
 */
export class Line implements Station {
  readonly #options: LineOptions;
  readonly #places = new Fifo<Waiting>();
  readonly #toStart = new Fifo<Waiting>();
  #inPlugins = 0;
  /** How many from the first are to leave in a hurry. */
  #hurried = 0;
  /** Who waits for all that were in the line then, oldest first. */
  readonly #leavers: { left: number; readonly resolve: () => void }[] = [];

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
    run: Pick<Waiting, 'steps' | 'context'>,
    begun: Promise<Passage> | undefined,
  ): void {
    const place: Waiting = { entry, ...run, made: undefined, isGone: false };
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
        place.made = this.#options.finish(passage);
      }
    }
    this.#letThrough();
  }

  sendAll(): void {
    this.#hurried = this.#places.length;
  }

  giveUp(): void {
    for (let next = this.#places.first; next !== undefined; next = this.#places.first) {
      this.#leave(next);
      this.#options.givenUp(next.entry);
    }
  }

  dispose(): void {
    this.giveUp();
  }

  /** Resolves when all that are in the line now are through. */
  whenThrough(): Promise<void> {
    if (this.#places.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#leavers.push({ left: this.#places.length, resolve });
    });
  }

  #follow(place: Waiting, passage: Promise<Passage>): void {
    const done = (result: Passage): void => {
      place.made = this.#options.finish(result);
      this.#inPlugins -= 1;
      this.startWaiting();
    };
    // A run of steps never rejects; if one did, it would hold up the line for good.
    passage.then(done, (cause: unknown) =>
      done({ kind: 'dropped', reason: 'plugin-failed', plugin: 'a plugin', cause }),
    );
  }

  #letThrough(): void {
    let hasHurried = false;
    for (let first = this.#places.first; first?.made !== undefined; first = this.#places.first) {
      this.#leave(first);
      this.#options.through(first.entry, first.made);
      if (this.#hurried === 0) continue;
      this.#hurried -= 1;
      hasHurried = true;
    }
    if (!hasHurried) return;
    if (this.#hurried === 0) this.#options.hurried();
    else this.#options.hurrying();
  }

  #leave(place: Waiting): void {
    this.#places.shift();
    place.isGone = true;
    for (const leaver of this.#leavers) leaver.left -= 1;
    while (this.#leavers[0]?.left === 0) this.#leavers.shift()?.resolve();
  }
}
