import type { Clock } from '../base/clock.js';
import type { AnalyticsError } from '../base/errors.js';
import { Holdings } from './holdings.js';
import { Journal } from './journal.js';
import type { SpoolRecord } from './record-line.js';
import { fingerprintOf } from './segment-header.js';
import { type Fsync, SegmentLog } from './segment-log.js';
import { SpoolError, SpoolFolderError } from './spool-error.js';
import { isKept, isPlaced, type Spoolable } from './spoolable.js';
import type { StoredMessages, StoredSegment } from './stored-segment.js';

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

/** What has ended makes room a segment at a time: however little there is, it is for so many. */
const SEGMENTS = 8;

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
  readonly #journal: Journal;
  #failures = 0;
  #isFailing = false;
  #isClosed = false;

  /** @throws SpoolFolderError where the folder can never be one for a spool */
  constructor(options: SpoolOptions) {
    this.#options = options;
    const { settings, clock, writeKey } = options;
    this.settings = settings;
    this.source = fingerprintOf(writeKey);
    this.#holdings = new Holdings({ folder: settings.folder, source: this.source, clock });
    this.#log = new SegmentLog({
      nextPlace: () => this.#holdings.take().nextPlace(),
      source: this.source,
      clock,
      maxSegmentBytes: settings.maxBytes / SEGMENTS,
      fsync: settings.fsync,
      fsyncInterval: settings.fsyncInterval,
      checkRoom: (messages) => this.#checkRoom(messages),
      onGrown: (bytes) => this.#holdings.grew(bytes),
      onWritten: () => {
        this.#isFailing = false;
      },
      onFailure: (error) => this.#failed(error),
      onComplete: (segment) => {
        this.#holdings.completed(segment);
        if (segment.left > 0) options.onLeft();
      },
    });
    this.#journal = new Journal({
      clock,
      write: (messages) => this.#log.write(messages),
      canWrite: () => this.takesMessages,
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
    return !this.#log.rests && !this.#isClosed;
  }

  /** A message was accepted: in a journal it is written when this turn is over, unless it has ended by then. */
  accepted(message: Spoolable): void {
    if (this.settings.mode === 'journal') this.#journal.accepted(message);
  }

  /** Writes messages. Those that are there afterwards have a segment that they are kept in. */
  async write(messages: readonly Spoolable[]): Promise<void> {
    const isWritten = await this.#log.write(messages);
    await this.#log.written();
    // Some were under way for somebody else: what fails there is tried once more.
    if (!isWritten || messages.every((one) => one.isSettled || isPlaced(one))) return;
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
    let isSynced = await this.#log.sync();
    if (!isSynced && messages.some((one) => !one.isSettled && !isPlaced(one))) {
      // Their file was deleted: they go to another.
      await this.write(messages);
      isSynced = await this.#log.sync();
    }
    return isSynced && messages.every((one) => one.isSettled || isKept(one));
  }

  /** The process ends in this turn: what has not ended is written, whatever the mode. */
  endSync(messages: readonly Spoolable[]): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#log.writeSync(messages);
    this.#log.endSync();
    this.#holdings.release();
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
    if (records.length === 0) return;
    const ordinals = records.map(({ ordinal }) => ordinal);
    try {
      await this.#holdings.done(segment, ordinals);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Reads a segment that was asked for; nothing, where it can't be read. Never rejects. */
  async read(segment: StoredSegment): Promise<StoredMessages | undefined> {
    try {
      return await segment.read();
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  /** A segment that was asked for is drained, or can't be. Never rejects. */
  async drained(segment: StoredSegment, how: 'finished' | 'damaged' | 'unreadable'): Promise<void> {
    try {
      await this.#holdings.drained(segment, how);
    } catch (error) {
      this.#failed(error);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#journal.flushed;
    await this.#log.close();
    this.#holdings.release();
  }

  #checkRoom(messages: readonly Spoolable[]): void {
    const { folder, maxBytes } = this.settings;
    let more = 0;
    for (const message of messages) more += message.bytes;
    if (this.bytes + more <= maxBytes) return;
    // What has ended of it goes, unless some of it has not.
    this.#log.turn();
    if (this.bytes + more <= maxBytes) return;
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
