import type { Clock } from '../base/clock.js';
import type { AnalyticsError } from '../base/errors.js';
import { Holdings } from './holdings.js';
import type { SpoolRecord } from './record-line.js';
import { fingerprintOf } from './segment-header.js';
import { type Fsync, SegmentLog } from './segment-log.js';
import { SpoolError, SpoolFolderError } from './spool-error.js';
import type { Spoolable } from './spoolable.js';
import type { StoredSegment } from './stored-segment.js';

/** How the spool was told to work. */
export interface SpoolSettings {
  readonly folder: string;
  /** Whether every message is written when it is called, or only what can't be sent in time. */
  readonly mode: 'journal' | 'overflow';
  readonly fsync: Fsync;
  /** In milliseconds. */
  readonly fsyncInterval: number;
  readonly maxBytes: number;
  /** In seconds. */
  readonly maxAge: number;
  /** In messages a second; 0 sends nothing. */
  readonly drainRate: number;
}

export interface SpoolOptions {
  readonly settings: SpoolSettings;
  readonly writeKey: string;
  readonly clock: Clock;
  /** Told of a disk that fails, once until it works again. */
  readonly onFailure: (error: AnalyticsError) => void;
  /** Something was left for a drain. */
  readonly onLeft: () => void;
}

/** Where messages are kept on the disk: until they have ended, or for the next process. */
export class Spool {
  readonly settings: SpoolSettings;
  /** The fingerprint of the write key. */
  readonly source: string;
  readonly #options: SpoolOptions;
  readonly #holdings: Holdings;
  readonly #log: SegmentLog;
  #failures = 0;
  #isFailing = false;
  /** Messages of a journal that are to be written. */
  #unwritten: Spoolable[] = [];
  #isScheduled = false;
  #flushing: Promise<void> = Promise.resolve();
  #isClosed = false;

  /** @throws SpoolFolderError where the folder can never be one for a spool */
  constructor(options: SpoolOptions) {
    this.#options = options;
    const { settings, clock, writeKey } = options;
    this.settings = settings;
    this.source = fingerprintOf(writeKey);
    this.#holdings = new Holdings(settings.folder, clock);
    this.#log = new SegmentLog({
      nextPath: () => this.#holdings.take().nextPath(),
      source: this.source,
      clock,
      fsync: settings.fsync,
      fsyncInterval: settings.fsyncInterval,
      checkRoom: (messages) => this.#checkRoom(messages),
      onWritten: (bytes) => {
        this.#holdings.grew(bytes);
        this.#isFailing = false;
      },
      onFailure: (error) => this.#failed(error),
      onComplete: (segment) => {
        this.#holdings.completed(segment);
        if (segment.left > 0) options.onLeft();
      },
    });
    try {
      this.#holdings.take();
    } catch (error) {
      // A disk that fails now may work later.
      if (error instanceof SpoolFolderError) throw error;
      this.#failed(error);
    }
  }

  /** How many bytes lie in the slot of this client. */
  get bytes(): number {
    return this.#holdings.bytes;
  }

  /** How often the disk failed. */
  get failures(): number {
    return this.#failures;
  }

  /** Whether something is left for a drain in what is still being written. */
  get hasLeft(): boolean {
    return this.#log.hasLeft;
  }

  /** Whether there is a use in trying to write now. */
  get takesMessages(): boolean {
    return !this.#log.rests && !this.#isClosed && this.bytes < this.settings.maxBytes;
  }

  /** A message was accepted: in a journal it is written when this turn is over, unless it has ended by then. */
  accepted(message: Spoolable): void {
    if (this.settings.mode !== 'journal') return;
    this.#unwritten.push(message);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#options.clock.soon(() => {
      this.#flushing = this.#flush();
    });
  }

  /** Writes messages. Those that are there afterwards have a segment that they are kept in. */
  async write(messages: readonly Spoolable[]): Promise<void> {
    await this.#log.write(messages);
    await this.#log.written();
  }

  /** The same at once. */
  writeSync(messages: readonly Spoolable[]): void {
    this.#log.writeSync(messages);
  }

  /** Messages that are kept are for a drain from now on. */
  leave(messages: readonly Spoolable[]): void {
    for (const message of messages) message.keptIn?.leave(message);
    this.#options.onLeft();
  }

  /** Messages have ended. */
  done(messages: readonly Spoolable[]): void {
    for (const message of messages) this.#log.done(message);
  }

  /** Brings messages to the disk itself. @returns whether all that have not ended are there */
  async sync(messages: readonly Spoolable[]): Promise<boolean> {
    await this.write(messages);
    const isSynced = await this.#log.sync();
    return isSynced && messages.every((one) => one.isSettled || one.keptIn !== undefined);
  }

  /** The process ends in this turn: what has not ended is written, whatever the mode. */
  endSync(messages: readonly Spoolable[]): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      this.#log.writeSync(messages);
      this.#log.endSync();
      this.#holdings.release();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** What is to be drained next. Nothing is written to it any more. */
  next(): StoredSegment | undefined {
    if (this.#isClosed) return undefined;
    try {
      const stored = this.#holdings.next();
      if (stored !== undefined || !this.#log.hasLeft) return stored;
      this.#log.turn();
      return this.#holdings.next();
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  /** Records of a segment that was asked for need not be sent again. Never rejects. */
  async doneIn(segment: StoredSegment, records: readonly SpoolRecord[]): Promise<void> {
    try {
      await segment.done(records.map(({ ordinal }) => ordinal));
    } catch (error) {
      this.#failed(error);
    }
  }

  /** A segment that was asked for is drained, or it is somebody else's to drain. */
  async drained(segment: StoredSegment, how: 'finished' | 'damaged' | 'foreign'): Promise<void> {
    try {
      await this.#holdings.drained(segment, how);
    } catch (error) {
      this.#failed(error);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#flushing;
    await this.#log.close();
    this.#holdings.release();
  }

  /** Whatever is accepted while the disk works is the next group. */
  async #flush(): Promise<void> {
    while (this.#unwritten.length > 0) {
      const group = this.#unwritten;
      this.#unwritten = [];
      // A disk that fails gets what comes later: what is in memory is sent all the same.
      if (this.takesMessages) await this.#log.write(group);
    }
    this.#isScheduled = false;
  }

  #checkRoom(messages: readonly Spoolable[]): void {
    if (this.#holdings.isLost) this.#log.turn();
    const { folder, maxBytes } = this.settings;
    let bytes = this.bytes;
    for (const message of messages) bytes += message.bytes;
    if (bytes <= maxBytes) return;
    throw new SpoolError(`${folder} is full: it has ${this.bytes} bytes of ${maxBytes} (maxBytes)`);
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    if (this.#isFailing) return;
    this.#isFailing = true;
    const { folder } = this.settings;
    const told =
      error instanceof SpoolError
        ? error
        : new SpoolError(`${folder} fails: ${(error as Error).message}`, error);
    this.#options.onFailure(told);
  }
}
