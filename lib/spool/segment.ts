import fs from 'node:fs';
import { rangesText } from './done-ranges.js';
import { linesOf } from './record-line.js';
import { SegmentFile } from './segment-file.js';
import type { KeepingSegment, Spoolable } from './spoolable.js';

export interface SegmentOptions {
  /** Where it is: `….ndjson`. */
  readonly path: string;
  /** What stands before the first record. */
  readonly header: string;
  /** Whether the slot in which it lies is still ours. */
  readonly isHeld: () => boolean;
  /** Told of whatever fails. Where it is a write beside the messages, it costs nothing but a message that is sent twice. */
  readonly onFailure: (error: unknown) => void;
  /** Nothing in it waits for its end any more, and it takes no more messages. */
  readonly onComplete: (segment: Segment) => void;
}

/** Where a file of done records lies, beside its segment. */
export function doneFileOf(segmentPath: string): string {
  return segmentPath.replace(/\.ndjson$/, '.done');
}

/** Bytes that were given a place in a segment, and are still to be written there. */
export interface Placed {
  readonly segment: Segment;
  readonly lines: Buffer;
  readonly position: number;
  readonly messages: readonly Spoolable[];
  /** The number of the first of them. */
  readonly first: number;
}

/** A file of messages that is written at its end alone, and what is known of them in memory. */
export class Segment implements KeepingSegment {
  readonly path: string;
  readonly #options: SegmentOptions;
  readonly #file: SegmentFile;
  /** How long it is, with what is being written. */
  bytes: number;
  #ordinal = 0;
  /** Records that wait for their end: delivered, dropped, or left for a drain. */
  #open = 0;
  /** Records that were left for a drain. */
  #left = 0;
  readonly #underWay = new Set<Placed>();
  /** What the disk is asked for and has not answered. */
  readonly #asked = new Set<Promise<void>>();
  #isDeleted = false;
  #isUnsynced = true;
  #synced: Promise<boolean> = Promise.resolve(true);
  #canSync = true;
  #isFull = false;
  #isComplete = false;
  #done: number[] = [];
  #doneWritten: Promise<void> = Promise.resolve();

  /** @throws what the file system throws */
  constructor(options: SegmentOptions) {
    this.path = options.path;
    this.#options = options;
    this.#file = new SegmentFile(options.path, options.header);
    this.bytes = Buffer.byteLength(options.header);
  }

  /** How many of its records were left for a drain. */
  get left(): number {
    return this.#left;
  }

  /** Whether the slot in which it lies is still ours. */
  get isHeld(): boolean {
    return this.#options.isHeld();
  }

  get isLost(): boolean {
    return this.#isDeleted || !this.isHeld;
  }

  holds({ ordinal }: Spoolable): boolean {
    for (const { first, messages } of this.#underWay) {
      if (ordinal >= first && ordinal < first + messages.length) return false;
    }
    return true;
  }

  /** Makes room for messages at the end. They have their place here from now on. */
  place(messages: readonly Spoolable[]): Placed {
    const first = this.#ordinal;
    const lines = linesOf(messages, first);
    const placed: Placed = { segment: this, lines, position: this.bytes, messages, first };
    for (const message of messages) {
      message.keptIn?.forget();
      message.keptIn = this;
      message.ordinal = this.#ordinal;
      this.#ordinal += 1;
    }
    this.#open += messages.length;
    this.#underWay.add(placed);
    this.bytes += lines.length;
    return placed;
  }

  /** Writes what was placed. Whether it is there; where not, the messages are not kept, and the segment takes no more. */
  async write(placed: Placed): Promise<boolean> {
    let failure: unknown;
    await this.#asking(
      this.#file.write(placed.lines, placed.position).catch((error: unknown) => {
        failure = error ?? new Error('the disk failed');
      }),
      () => this.#written(placed, failure),
    );
    return failure === undefined;
  }

  /** The same at once, where there is no time to wait. */
  writeSync(placed: Placed): boolean {
    let failure: unknown;
    try {
      this.#file.writeSync(placed.lines, placed.position);
    } catch (error) {
      failure = error;
    }
    this.#written(placed, failure);
    this.#settle();
    return failure === undefined;
  }

  /** What was written is to outlast a crash of the machine. @returns whether it does */
  sync(): Promise<boolean> {
    if (this.#isComplete || !this.#isUnsynced) return this.#synced;
    this.#isUnsynced = false;
    this.#synced = this.#file.sync().then(
      () => true,
      (error: unknown) => {
        this.#isUnsynced = true;
        this.#canSync = false;
        this.#isDeleted ||= this.#file.isDeleted;
        this.#options.onFailure(error);
        return false;
      },
    );
    void this.#asking(this.#synced.then(() => undefined));
    return this.#synced;
  }

  /** @throws what the file system throws */
  syncSync(): void {
    if (this.#isComplete || !this.#isUnsynced) return;
    this.#file.syncSync();
    this.#isUnsynced = false;
  }

  done(message: Spoolable): void {
    message.keptIn = undefined;
    this.#done.push(message.ordinal);
    this.forget();
  }

  leave(message: Spoolable): void {
    message.keptIn = undefined;
    this.#left += 1;
    this.forget();
  }

  forget(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#settle();
  }

  /** It takes no more messages. */
  end(): void {
    this.#isFull = true;
    this.#settle();
    if (this.#open > 0 && !this.isLost) void this.sync();
  }

  writeDone(): Promise<void> {
    const text = rangesText(this.#done);
    this.#done = [];
    // What is left for nobody is deleted with its segment, and what was lost is somebody else's.
    if (text === '' || this.#isComplete || this.isLost) return this.#doneWritten;
    this.#doneWritten = this.#asking(this.#doneWritten.then(() => this.#appendDone(text)));
    return this.#doneWritten;
  }

  /** The disk has answered whatever it was asked. */
  async idle(): Promise<void> {
    while (this.#asked.size > 0) await Promise.all(this.#asked);
  }

  /** The process ends in this turn: what is under way is written once more, to the same place. @throws what the file system throws */
  endSync(): void {
    for (const { lines, position } of this.#underWay) this.#file.writeSync(lines, position);
    this.syncSync();
    if (this.#done.length === 0 || this.isLost) return;
    fs.appendFileSync(doneFileOf(this.path), rangesText(this.#done), { mode: 0o600 });
    this.#done = [];
  }

  #appendDone(text: string): Promise<void> {
    return new Promise((resolve) => {
      fs.appendFile(doneFileOf(this.path), text, { mode: 0o600 }, (error) => {
        if (error !== null) this.#options.onFailure(error);
        resolve();
      });
    });
  }

  #written(placed: Placed, failure: unknown): void {
    this.#underWay.delete(placed);
    this.#isUnsynced = true;
    if (failure === undefined) return;
    for (const message of placed.messages) {
      if (message.keptIn !== this) continue;
      message.keptIn = undefined;
      this.#open -= 1;
    }
    this.#isDeleted ||= this.#file.isDeleted;
    this.#isFull = true;
    this.#options.onFailure(failure);
  }

  /** The disk is asked for something that never rejects. */
  #asking(work: Promise<void>, then: () => void = () => undefined): Promise<void> {
    const asked = work.then(() => {
      this.#asked.delete(asked);
      then();
      this.#settle();
    });
    this.#asked.add(asked);
    return asked;
  }

  #settle(): void {
    if (!this.#isFull || this.#isComplete || this.#open > 0) return;
    if (this.#asked.size > 0 || this.#underWay.size > 0) return;
    // What is left outlasts a crash, and whoever drains it sees what is done.
    if (this.#left > 0 && !this.isLost) {
      if (this.#done.length > 0) return void this.writeDone();
      if (this.#isUnsynced && this.#canSync) return void this.sync();
    }
    this.#isComplete = true;
    this.#file.close();
    this.#options.onComplete(this);
  }
}
