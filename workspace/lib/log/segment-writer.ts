import { BackgroundSync } from './background-sync.js';
import type { LogSettings } from './log-options.js';
import { SegmentFile } from './segment-file.js';
import type { SegmentList } from './segment-list.js';

/** Writes to the last segment, begins the next when it is full, and removes the oldest. One call at a time. */
export class SegmentWriter {
  readonly #segments: SegmentList;
  readonly #settings: LogSettings;
  readonly #sync: BackgroundSync;
  #file: SegmentFile | undefined;
  #retired: Promise<void> = Promise.resolve();

  constructor(segments: SegmentList, settings: LogSettings) {
    this.#segments = segments;
    this.#settings = settings;
    this.#sync = new BackgroundSync(settings.syncMs, async () => this.#file?.sync());
  }

  /** Resolves once the lines are written; rejects and leaves nothing of them behind. */
  async write(lines: Buffer): Promise<void> {
    // What was acknowledged may not be safe: whoever comes next is told, since nobody else can be.
    this.#sync.check();
    // Nothing may follow a rest that couldn't be cut off, in this segment or in the next.
    await this.#file?.settle();
    await this.#segments.shrinkTo(this.#settings.maxBytes - lines.length);
    const { file, segment } = await this.#fileFor(lines.length);
    await file.append(lines);
    segment.bytes = file.bytes;
    this.#sync.request();
  }

  /** Removes every segment. */
  async clear(): Promise<void> {
    await this.#sync.stop();
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
    await this.#segments.clear();
  }

  /** Waits until everything is on the disk. */
  async close(): Promise<void> {
    await this.#sync.stop();
    await this.#retire();
    await this.#retired;
    this.#sync.check();
  }

  async #fileFor(bytes: number) {
    const last = this.#segments.last;
    if (last !== undefined && (last.bytes === 0 || this.#hasRoom(last.bytes + bytes))) {
      this.#file ??= await SegmentFile.open(last.path, last.bytes);
      return { file: this.#file, segment: last };
    }
    await this.#retire();
    const segment = this.#segments.next();
    this.#file = await SegmentFile.open(segment.path);
    this.#segments.add(segment);
    return { file: this.#file, segment };
  }

  #hasRoom(bytes: number): boolean {
    return bytes <= this.#settings.segmentBytes;
  }

  /** Leaves the file to be brought to the disk and closed, while the next is written. Waits for the one before. */
  async #retire(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await this.#retired;
    if (file !== undefined) this.#retired = this.#finish(file);
  }

  async #finish(file: SegmentFile): Promise<void> {
    try {
      await file.sync();
    } catch (error) {
      this.#sync.fail(error);
    }
    await file.close().catch((error: unknown) => this.#sync.fail(error));
  }
}
