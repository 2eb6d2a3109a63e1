import { createNoopMeter, type Histogram, type Meter } from '@opentelemetry/api';

/** As much of a meter as is there before the real one is. */
export type EarlyMeter = Pick<Meter, 'createHistogram'>;

/** What the API gives while no provider is registered. Unlike tracers, it is never replaced by a real one. */
const NONE = createNoopMeter();

/**
 * A meter of a provider that may be registered after the client is observed. It is looked for whenever something is recorded,
 * until it is there: what happened before is not recorded.
 */
export class LateMeter implements EarlyMeter {
  readonly #find: () => Meter;
  readonly #waiting = new Set<(meter: Meter) => void>();
  #meter: Meter | undefined;

  constructor(find: () => Meter) {
    this.#find = find;
  }

  createHistogram(...given: Parameters<Meter['createHistogram']>): Histogram {
    let histogram = this.#look()?.createHistogram(...given);
    if (histogram !== undefined) return histogram;
    return {
      record: (...recorded) => {
        histogram ??= this.#look()?.createHistogram(...given);
        histogram?.record(...recorded);
      },
    };
  }

  /** Begins something when there is a real meter, now or later. Gives what ends it. */
  whenThere(begin: (meter: Meter) => () => void): () => void {
    let end: (() => void) | undefined;
    const use = (meter: Meter): void => {
      end = begin(meter);
    };
    const meter = this.#look();
    if (meter === undefined) this.#waiting.add(use);
    else use(meter);
    return () => {
      this.#waiting.delete(use);
      end?.();
    };
  }

  #look(): Meter | undefined {
    if (this.#meter !== undefined) return this.#meter;
    const found = this.#find();
    if (found === NONE) return undefined;
    this.#meter = found;
    for (const use of this.#waiting) use(found);
    this.#waiting.clear();
    return found;
  }
}
