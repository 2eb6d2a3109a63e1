import type { Context } from '../../lib/pipeline/context.js';
import { Destination } from '../../lib/pipeline/destination.js';
import type { HandlerResult, PluginLike } from '../../lib/pipeline/plugin.js';
import { ManualClock } from '../support/manual-clock.js';
import { onTrack } from '../support/plugins.js';

export type Track = (context: Context) => HandlerResult;

/** A destination on a manual clock, and all that is told of it. It waits 100 ms, 200 ms and so on between attempts. */
export class WatchedDestination {
  readonly clock = new ManualClock();
  readonly losses: { readonly code: string; readonly ids: readonly string[]; attempts: number }[] =
    [];
  /** How messages ended: `m-1 delivered`. */
  readonly ends: string[] = [];
  /** What the exit of the process was told. */
  readonly busy: boolean[] = [];
  readonly it: Destination;

  constructor(track: Track, queue: PluginLike['queue'] = {}) {
    this.it = new Destination(onTrack(track, { name: 'to', queue }), {
      clock: this.clock,
      timeoutMs: 1_000,
      maxRetries: 2,
      backoffMs: (retries) => 100 * 2 ** retries,
      maxCharacters: 1_000_000,
      lost: ({ makeError }) => {
        const { code, messageIds: ids, attempts } = makeError();
        this.losses.push({ code, ids, attempts });
      },
      busy: () => this.busy.push(true),
      idle: () => this.busy.push(false),
    });
  }

  offer(...ids: readonly string[]): void {
    for (const messageId of ids) {
      const text = JSON.stringify({ messageId });
      const ended = (status: string): unknown => this.ends.push(`${messageId} ${status}`);
      this.it.offer({ type: 'track', messageId, text, ended });
    }
  }

  /** `delivered + dropped + pending`, which is to be what was accepted. */
  get accountedFor(): number {
    const { delivered, dropped, pending } = this.it.stats();
    return delivered + Object.values(dropped).reduce((sum, one) => sum + one, 0) + pending;
  }
}

/** One that is loaded. */
export function aWatchedDestination(...given: ConstructorParameters<typeof WatchedDestination>) {
  const watched = new WatchedDestination(...given);
  watched.it.open();
  return watched;
}

export const hanging: Track = () => new Promise(() => undefined);
export const failing: Track = () => Promise.reject(new Error('down'));
export const passing: Track = (context) => context;

/** Says that it failed by its context, as plugins for Segment's client may. */
export const saying: Track = (context) => {
  context.setFailedDelivery({ reason: new Error('down') });
  return context;
};
