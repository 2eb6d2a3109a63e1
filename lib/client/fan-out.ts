import type { Integrations } from '../message/message.js';
import type { SegmentEvent } from '../message/segment-event.js';
import { writeEvent } from '../message/write-event.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { Place } from '../queue/pages.js';
import type { Comparison } from './comparison.js';
import { type AcceptedEntry, Entry } from './entry.js';
import { type Elsewhere, FORWARDED, MIRROR } from './flush-report.js';
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
  /** The source that is sent what the plan blocks. */
  readonly forward: Lane | undefined;
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
    const twin = mirror.comparison.begin();
    entry.twin = twin;
    // It lies where the endpoint's lies: pages are written once.
    const copy = copyFor(mirror.lane, MIRROR, entry, entry);
    if (copy === undefined) {
      twin.end('mirror', entry.messageId, false);
      return;
    }
    copy.twin = twin;
    mirror.lane.offer(copy);
  }

  /** Gives a message that the plan blocked to the source that is sent those, where there is one. It is not settled yet. */
  toForward(entry: AcceptedEntry, event: SegmentEvent): void {
    const { forward } = this.#options;
    if (forward === undefined) return;
    const json = writeEvent(event, forward.maxEventBytes);
    if (typeof json !== 'string') return;
    const copy = copyFor(forward, FORWARDED, entry, forward.place(json));
    if (copy !== undefined) forward.offer(copy);
  }
}

/** The entry of a message for another endpoint; none where that has no room for it, which is told. */
function copyFor(
  lane: Lane,
  where: Elsewhere,
  entry: AcceptedEntry,
  place: Place,
): Entry | undefined {
  const { type, messageId } = entry;
  const { bytes } = place;
  const receipt = new OpenReceipt(messageId);
  const isFull = !lane.capacity.hasRoomFor(bytes);
  if (isFull || bytes > lane.maxEventBytes) {
    lane.report.refused({
      reason: isFull ? 'queue-full' : 'too-large',
      receipt,
      callback: undefined,
      makeError: () =>
        isFull ? queueFullError(messageId) : sizeError(type, bytes, lane.maxEventBytes),
    });
    return undefined;
  }
  lane.capacity.take(bytes);
  const joined = joinElsewhere(entry, where);
  return new Entry(place, { type, callback: undefined }, receipt, joined, undefined);
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
