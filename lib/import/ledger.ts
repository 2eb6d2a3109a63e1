import { Fifo } from '../base/fifo.js';
import type { Taken } from '../client/intake.js';
import type { Outcome } from '../message/outcome.js';
import type { LostRecord } from './import-options.js';
import type { ImportRecord, Position } from './record.js';

/** A record that was settled when it was read: not sent since it is not wanted, or nothing would be; or lost. */
export class Settled {
  constructor(
    readonly status: 'skipped' | 'valid' | 'lost',
    readonly lost?: LostRecord,
  ) {}
}

/** Records of one group, with what became of each: numbers in lists, since there are millions. */
class Group {
  readonly slots: (Taken | Settled)[] = [];
  readonly lines: number[] = [];
  readonly ends: number[] = [];
  readonly items: (number | undefined)[] = [];
  readonly areDated: boolean[] = [];
  next = 0;

  constructor(
    readonly source: string,
    readonly unit: ImportRecord['unit'],
  ) {}
}

/** Told of each record when it is settled, and all before it are. */
export interface LedgerListener {
  ended(status: 'delivered' | 'spooled' | 'skipped' | 'valid', isDated: boolean): void;
  lost(lost: LostRecord, isDated: boolean): void;
}

const NOWHERE: Position = { line: 0, end: 0 };

/** The records that were read and are not settled, and up to where all are. A record costs the same however many there are. */
export class Ledger {
  readonly #listener: LedgerListener;
  readonly #groups = new Fifo<Group>();
  #open: Group | undefined;
  #length = 0;
  /** The last group of which something was settled. */
  #mark: Group | undefined;

  constructor(listener: LedgerListener) {
    this.#listener = listener;
  }

  get length(): number {
    return this.#length;
  }

  /** The source of the last record before which everything is settled. */
  get source(): string | undefined {
    return this.#mark?.source;
  }

  /** Up to where in that source. */
  get position(): Position {
    if (this.#mark === undefined) return NOWHERE;
    const { lines, ends, items, next } = this.#mark;
    const item = items[next - 1];
    const position = { line: lines[next - 1] as number, end: ends[next - 1] as number };
    return item === undefined ? position : { ...position, item };
  }

  /** The oldest that is not settled. */
  get oldest(): Taken | undefined {
    const group = this.#groups.first;
    const slot = group?.slots[group.next];
    return slot instanceof Settled ? undefined : slot;
  }

  /** Records that follow are of one group: of one source, and read at once. */
  begin(source: string, unit: ImportRecord['unit']): void {
    this.#open = new Group(source, unit);
    this.#groups.push(this.#open);
  }

  add(record: ImportRecord, slot: Taken | Settled, isDated: boolean): void {
    if (this.#open === undefined) throw new Error('A record belongs to a group.');
    const { slots, lines, ends, items, areDated } = this.#open;
    slots.push(slot);
    lines.push(record.line);
    ends.push(record.end);
    items.push(record.item);
    areDated.push(isDated);
    this.#length += 1;
  }

  /** Lets go of the oldest records, as far as they are settled. Says whether there were any. */
  settle(): boolean {
    const before = this.#length;
    for (let group = this.#groups.first; group !== undefined; group = this.#groups.first) {
      this.#settleGroup(group);
      if (group.next < group.slots.length) break;
      if (group === this.#open) break;
      this.#groups.shift();
    }
    return this.#length < before;
  }

  #settleGroup(group: Group): void {
    const { slots, areDated } = group;
    for (; group.next < slots.length; group.next += 1) {
      const slot = slots[group.next] as Taken | Settled;
      const isDated = areDated[group.next] as boolean;
      if (slot instanceof Settled) {
        if (slot.lost === undefined)
          this.#listener.ended(slot.status as 'skipped' | 'valid', isDated);
        else this.#listener.lost(slot.lost, isDated);
      } else {
        const { settled } = slot.receipt;
        if (settled === undefined) return;
        if (settled.status !== 'dropped') this.#listener.ended(settled.status, isDated);
        else if (settled.reason === 'filtered') this.#listener.ended('skipped', isDated);
        else this.#listener.lost(lostOf(group, slot, settled), isDated);
      }
      this.#mark = group;
      // The message is not to be kept as long as its group is.
      slots[group.next] = DONE;
      this.#length -= 1;
    }
  }
}

const DONE = new Settled('skipped');

function lostOf(
  { source, unit, lines, ends, items, next }: Group,
  taken: Taken,
  { reason, error }: Outcome & { readonly status: 'dropped' },
): LostRecord {
  const status = (error as { readonly status?: unknown } | undefined)?.status;
  return {
    record: {
      source,
      unit,
      line: lines[next] as number,
      end: ends[next] as number,
      item: items[next],
      message: taken.message() as ImportRecord['message'],
    },
    reason,
    error: error?.message ?? reason,
    ...(typeof status === 'number' && { reply: { status } }),
  };
}
