import type { Integrations } from '../message/message.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { Comparison } from './comparison.js';
import { type AcceptedEntry, Entry } from './entry.js';
import { type Elsewhere, MIRROR } from './flush-report.js';
import type { Lane } from './lane.js';
import { OpenReceipt } from './receipt.js';
import { queueFullError, sizeError } from './refusal.js';
import type { Joined } from './tally.js';

/** The second endpoint, and how it compares. */
export interface Mirror {
  readonly lane: Lane;
  readonly comparison: Comparison;
}

export interface FanOutOptions {
  readonly pipeline: Pipeline;
  readonly mirror: Mirror | undefined;
}

/** Gives accepted messages to whoever gets them beside the endpoint: destination plugins, and the mirror. */
export class FanOut {
  readonly #options: FanOutOptions;

  constructor(options: FanOutOptions) {
    this.#options = options;
  }

  /** Gives a message, as JSON, to the destination plugins that are meant to have it. Its entry is not settled yet. */
  toDestinations(entry: AcceptedEntry, text: string, integrations: Integrations): void {
    const { type, messageId } = entry;
    for (const destination of this.#options.pipeline.destinations) {
      if (!destination.takes(type, integrations)) continue;
      const { settle } = joinElsewhere(entry, destination.name);
      destination.offer({ type, messageId, text, ended: settle });
    }
  }

  /** Gives a message that the endpoint gets to the mirror as well, where there is one. */
  toMirror(entry: AcceptedEntry): void {
    const { mirror } = this.#options;
    if (mirror === undefined) return;
    const { lane, comparison } = mirror;
    const { type, messageId, bytes } = entry;
    const twin = comparison.begin();
    entry.twin = twin;
    const receipt = new OpenReceipt(messageId);
    const isFull = !lane.capacity.hasRoomFor(bytes);
    if (isFull || bytes > lane.maxEventBytes) {
      twin.end('mirror', messageId, false);
      lane.report.refused({
        reason: isFull ? 'queue-full' : 'too-large',
        receipt,
        callback: undefined,
        makeError: () =>
          isFull ? queueFullError(messageId) : sizeError(type, bytes, lane.maxEventBytes),
      });
      return;
    }
    lane.capacity.take(bytes);
    const joined = joinElsewhere(entry, MIRROR);
    // It lies where the endpoint's lies: pages are written once.
    const copy = new Entry(entry, { type, callback: undefined }, receipt, joined, undefined);
    copy.twin = twin;
    lane.offer(copy);
  }
}

/** Whoever flushes the message waits for this as well. */
function joinElsewhere({ generation, scopeGeneration }: AcceptedEntry, where: Elsewhere): Joined {
  const own = generation.joinElsewhere(where);
  const inScope = scopeGeneration?.joinElsewhere(where);
  return {
    settle: (status) => {
      own.settle(status);
      inScope?.settle(status);
    },
  };
}
