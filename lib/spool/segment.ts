import fs from 'node:fs';
import { rangesText } from './done-ranges.js';
import { linesOf } from './record-line.js';
import type { KeepingSegment, Spoolable } from './spoolable.js';

export interface SegmentOptions {
  /** Where it is: `….ndjson`. */
  readonly path: string;
  /** What stands before the first record. */
  readonly header: string;
  /** Told of a write beside the messages that failed: it costs nothing but a message that is sent twice. */
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
}

/** A file of messages that is written at its end alone, and what is known of them in memory. */
export class Segment implements KeepingSegment {
  readonly path: string;
  readonly #options: SegmentOptions;
  readonly #descriptor: number;
  /** How long it is. */
  bytes: number;
  #ordinal = 0;
  /** Records that wait for their end: delivered, dropped, or left for a drain. */
  #open = 0;
  /** Records that were left for a drain. */
  #left = 0;
  #writing = 0;
  #isFull = false;
  #isComplete = false;
  #done: number[] = [];
  #doneWritten: Promise<void> = Promise.resolve();

  /** @throws what the file system throws */
  constructor(options: SegmentOptions) {
    this.path = options.path;
    this.#options = options;
    this.#descriptor = fs.openSync(options.path, 'wx', 0o600);
    try {
      this.bytes = fs.writeSync(this.#descriptor, options.header);
    } catch (error) {
      fs.closeSync(this.#descriptor);
      fs.rmSync(options.path, { force: true });
      throw error;
    }
  }

  /** How many of its records were left for a drain. */
  get left(): number {
    return this.#left;
  }

  /** Makes room for messages at the end. They count as kept from now on. */
  place(messages: readonly Spoolable[]): Placed {
    const lines = linesOf(messages, this.#ordinal);
    const position = this.bytes;
    for (const message of messages) {
      message.keptIn = this;
      message.ordinal = this.#ordinal;
      this.#ordinal += 1;
    }
    this.#open += messages.length;
    this.#writing += 1;
    this.bytes += lines.length;
    return { segment: this, lines, position, messages };
  }

  /** Writes what was placed. Whether it is there; where not, the messages are not kept, and the segment takes no more. */
  async write(placed: Placed): Promise<boolean> {
    let failure: unknown;
    let written = 0;
    while (failure === undefined && written < placed.lines.length) {
      const step = await this.#writeSome(placed, written);
      if (typeof step === 'number') written += step;
      else failure = step.error;
    }
    return this.#written(placed, failure);
  }

  /** The same at once, where there is no time to wait. */
  writeSync(placed: Placed): boolean {
    const { lines, position } = placed;
    let failure: unknown;
    try {
      for (let written = 0; written < lines.length; ) {
        const rest = lines.length - written;
        written += fs.writeSync(this.#descriptor, lines, written, rest, position + written);
      }
    } catch (error) {
      failure = error;
    }
    return this.#written(placed, failure);
  }

  /** What was written is to outlast a crash of the machine. @returns whether it does */
  sync(): Promise<boolean> {
    if (this.#isComplete) return Promise.resolve(true);
    this.#writing += 1;
    return new Promise((resolve) => {
      fs.fdatasync(this.#descriptor, (error) => {
        if (error !== null) this.#options.onFailure(error);
        this.#writing -= 1;
        resolve(error === null);
        this.#settle();
      });
    });
  }

  syncSync(): void {
    fs.fdatasyncSync(this.#descriptor);
  }

  done(message: Spoolable): void {
    message.keptIn = undefined;
    this.#open -= 1;
    this.#done.push(message.ordinal);
    if (this.#open === 0) this.#settle();
  }

  leave(message: Spoolable): void {
    message.keptIn = undefined;
    this.#open -= 1;
    this.#left += 1;
    if (this.#open === 0) this.#settle();
  }

  /** It takes no more messages. */
  end(): void {
    this.#isFull = true;
    this.#settle();
  }

  writeDone(): Promise<void> {
    const ordinals = this.#done;
    if (ordinals.length === 0) return this.#doneWritten;
    this.#done = [];
    this.#doneWritten = this.#doneWritten.then(() => this.#appendDone(rangesText(ordinals)));
    return this.#doneWritten;
  }

  #appendDone(text: string): Promise<void> {
    // What is not left for anybody is deleted with its segment.
    if (this.#isComplete && this.#left === 0) return Promise.resolve();
    return new Promise((resolve) => {
      fs.appendFile(doneFileOf(this.path), text, { mode: 0o600 }, (error) => {
        if (error !== null) this.#options.onFailure(error);
        resolve();
      });
    });
  }

  writeDoneSync(): void {
    if (this.#done.length === 0) return;
    fs.appendFileSync(doneFileOf(this.path), rangesText(this.#done), { mode: 0o600 });
    this.#done = [];
  }

  #writeSome(
    { lines, position }: Placed,
    written: number,
  ): Promise<number | { readonly error: unknown }> {
    return new Promise((resolve) => {
      const rest = lines.length - written;
      fs.write(this.#descriptor, lines, written, rest, position + written, (error, count) =>
        resolve(error === null ? count : { error }),
      );
    });
  }

  #written({ messages }: Placed, failure: unknown): boolean {
    this.#writing -= 1;
    if (failure !== undefined) {
      for (const message of messages) {
        if (message.keptIn !== this) continue;
        message.keptIn = undefined;
        this.#open -= 1;
      }
      this.#isFull = true;
      this.#options.onFailure(failure);
    }
    this.#settle();
    return failure === undefined;
  }

  #settle(): void {
    if (!this.#isFull || this.#isComplete || this.#open > 0 || this.#writing > 0) return;
    this.#isComplete = true;
    fs.close(this.#descriptor, () => undefined);
    this.#options.onComplete(this);
  }
}
