import type { Answer } from './exchange.js';
import type { Batch, Parcel } from './parcel.js';

/** A batch, or a piece of one that was refused. */
export interface Part<Item extends Parcel> {
  readonly items: Batch<Item>;
  /** How many requests have carried these messages so far. */
  readonly attempts: number;
  /** Whether sending it takes one of the extra requests that a batch is granted. */
  readonly isCharged: boolean;
  /** How the request was answered that it was halved for. */
  readonly last: Answer | undefined;
}

/**
 * The parts of one batch that are still to be sent. A batch that was refused for its contents is halved until the message
 * at fault stands alone, within a budget: 2·⌈log₂ n⌉ + 2 extra requests find one bad message among n, with two to spare.
 */
export class Split<Item extends Parcel> {
  readonly #keepsOrder: boolean;
  readonly #parts: Part<Item>[];
  #extraRequests: number;

  /** `keepsOrder` tries the parts in the order of their messages; otherwise the largest goes first, which saves more. */
  constructor(items: Batch<Item>, { keepsOrder }: { readonly keepsOrder: boolean }) {
    this.#keepsOrder = keepsOrder;
    this.#parts = [{ items, attempts: 0, isCharged: false, last: undefined }];
    this.#extraRequests = 2 * Math.ceil(Math.log2(Math.max(1, items.length))) + 2;
  }

  /** The part to send next, if any, and whether the budget still allows to send it. */
  next(): { readonly part: Part<Item>; readonly isAffordable: boolean } | undefined {
    const place = this.#keepsOrder ? 0 : indexOfLargest(this.#parts);
    const [part] = this.#parts.splice(place, 1);
    if (part === undefined) return undefined;
    if (!part.isCharged) return { part, isAffordable: true };
    this.#extraRequests -= 1;
    return { part, isAffordable: this.#extraRequests >= 0 };
  }

  /** Puts the halves of a part in its place. */
  halve(part: Part<Item>, then: Omit<Part<Item>, 'items'>): void {
    const middle = Math.ceil(part.items.length / 2);
    const halves = [part.items.slice(0, middle), part.items.slice(middle)];
    this.#parts.unshift(...halves.map((items) => ({ ...then, items })));
  }
}

function indexOfLargest(parts: readonly Part<Parcel>[]): number {
  let largest = 0;
  for (const [index, part] of parts.entries()) {
    if (part.items.length > (parts[largest]?.items.length ?? 0)) largest = index;
  }
  return largest;
}
