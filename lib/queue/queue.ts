import type { Batch, Parcel } from '../delivery/parcel.js';

/** Messages that will leave together. It is full when the next one would pass a bound. */
class Block<Item> {
  readonly items: Item[] = [];
  bytes = 0;
  next: Block<Item> | undefined;
}

/** What one batch may hold. */
export interface BatchBounds {
  readonly maxMessages: number;
  /** For the messages and the commas between them; the wrapper of the body is somebody else's. */
  readonly maxBytes: number;
}

/**
 * The messages that wait, first in, first out, already cut into batches that keep within their bounds: offering and taking
 * cost the same however many wait.
 */
export class Queue<Item extends Parcel> {
  readonly #bounds: BatchBounds;
  #first: Block<Item> = new Block();
  #last: Block<Item> = this.#first;
  #length = 0;

  constructor(bounds: BatchBounds) {
    this.#bounds = bounds;
  }

  /** How many messages wait. */
  get length(): number {
    return this.#length;
  }

  /** Whether a batch waits that can't grow any more. */
  get hasFullBatch(): boolean {
    return this.#first !== this.#last || this.#isFull(this.#first);
  }

  offer(item: Item): void {
    const grown = this.#last.bytes + item.bytes + 1;
    if (
      this.#last.items.length > 0 &&
      (grown - 1 > this.#bounds.maxBytes || this.#isFull(this.#last))
    ) {
      this.#last.next = new Block();
      this.#last = this.#last.next;
    }
    this.#last.items.push(item);
    this.#last.bytes += item.bytes + 1;
    this.#length += 1;
  }

  /** The oldest messages, as many as fit into one batch; none if none wait. */
  take(): Batch<Item> {
    const block = this.#first;
    this.#first = block.next ?? new Block();
    if (block === this.#last) this.#last = this.#first;
    // A block that was taken must not keep the younger ones alive.
    block.next = undefined;
    this.#length -= block.items.length;
    return block.items;
  }

  /** All that wait, the oldest first. */
  get waiting(): readonly Item[] {
    const items: Item[] = [];
    for (
      let block: Block<Item> | undefined = this.#first;
      block !== undefined;
      block = block.next
    ) {
      items.push(...block.items);
    }
    return items;
  }

  #isFull(block: Block<Item>): boolean {
    return block.items.length >= this.#bounds.maxMessages;
  }
}
