import type { Integrations } from '../message/message.js';
import { writeWithin } from '../message/write-event.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { DroppedByPlan } from '../pipeline/processed.js';
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
    const copy = copyFor(mirror.lane, { where: MIRROR, entry, bytes: entry.bytes }, () => entry);
    if (copy === undefined) {
      twin.end('mirror', entry.messageId, false);
      return;
    }
    copy.twin = twin;
    mirror.lane.offer(copy);
  }

  /** Gives a message that the plan blocked to the source that is sent those, where there is one. It is not settled yet. */
  toForward(entry: AcceptedEntry, { event, untell }: DroppedByPlan): void {
    const { forward: lane } = this.#options;
    if (lane === undefined) return;
    const json = writeWithin(event, lane.maxEventBytes, untell);
    // What can't be written has no room anywhere.
    const bytes = typeof json === 'string' ? Buffer.byteLength(json) : Number.POSITIVE_INFINITY;
    const copy = copyFor(lane, { where: FORWARDED, entry, bytes }, () => lane.place(String(json)));
    if (copy !== undefined) lane.offer(copy);
  }
}

interface Copied {
  readonly where: Elsewhere;
  readonly entry: AcceptedEntry;
  readonly bytes: number;
}

/** The entry of a message for another endpoint; none where that has no room for it, which is told. */
function copyFor(
  lane: Lane,
  { where, entry, bytes }: Copied,
  placed: () => Place,
): Entry | undefined {
  const { type, messageId, calledAt: atMs } = entry;
  const receipt = new OpenReceipt(messageId);
  const isTooLarge = bytes > lane.maxEventBytes;
  if (isTooLarge || !lane.capacity.hasRoomFor(bytes)) {
    lane.report.refused({
      reason: isTooLarge ? 'too-large' : 'queue-full',
      receipt,
      callback: undefined,
      makeError: () =>
        isTooLarge ? sizeError(type, bytes, lane.maxEventBytes) : queueFullError(messageId),
    });
    return undefined;
  }
  lane.capacity.take(bytes);
  const joined = joinElsewhere(entry, where);
  const copy = new Entry(placed(), { type, callback: undefined, atMs }, receipt, joined, undefined);
  // What a subscriber keeps with the message is found with its copy, too.
  copy.told = entry.told;
  return copy;
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
