import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';
import { cutTornEnd } from './torn-end.js';

/** A file of the log, and how much of it is whole lines. */
export interface Segment {
  readonly number: number;
  readonly path: string;
  bytes: number;
}

const DIGITS = 8;
const NAME = /^(\d{8,15})\.ndjson$/;

/** The files of the log, oldest first. */
export class SegmentList {
  readonly #folder: string;
  readonly #segments: Segment[];
  #highest: number;
  /** How much was cut off the last one when it was opened. */
  readonly tornBytes: number;

  private constructor(folder: string, segments: Segment[], tornBytes: number) {
    this.#folder = folder;
    this.#segments = segments;
    this.#highest = segments.at(-1)?.number ?? 0;
    this.tornBytes = tornBytes;
  }

  /** Finds the segments of a folder, and makes the last one end with a whole line. */
  static async open(folder: string): Promise<SegmentList> {
    await makeFolder(folder);
    const segments: Segment[] = [];
    for (const name of await readdir(folder)) {
      const [, digits] = NAME.exec(name) ?? [];
      if (digits === undefined) continue;
      const path = join(folder, name);
      segments.push({ number: Number(digits), path, bytes: (await stat(path)).size });
    }
    segments.sort((one, other) => one.number - other.number);
    const last = segments.at(-1);
    if (last === undefined) return new SegmentList(folder, segments, 0);
    const foundBytes = last.bytes;
    last.bytes = await cutTornEnd(last.path, foundBytes);
    return new SegmentList(folder, segments, foundBytes - last.bytes);
  }

  get last(): Segment | undefined {
    return this.#segments.at(-1);
  }

  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  /** The segments as they are now. */
  snapshot(): readonly Readonly<Segment>[] {
    return this.#segments.map((segment) => ({ ...segment }));
  }

  /** The next segment, which isn't in the list yet. No number is given twice. */
  next(): Segment {
    const number = this.#highest + 1;
    const name = `${String(number).padStart(DIGITS, '0')}.ndjson`;
    return { number, path: join(this.#folder, name), bytes: 0 };
  }

  add(segment: Segment): void {
    this.#segments.push(segment);
    this.#highest = segment.number;
  }

  /** Removes the oldest as long as there are more bytes than that; the last one stays. */
  async shrinkTo(maxBytes: number): Promise<void> {
    while (this.#segments.length > 1 && this.bytes > maxBytes) await this.#removeOldest();
  }

  /** Removes all. */
  async clear(): Promise<void> {
    while (this.#segments.length > 0) await this.#removeOldest();
  }

  async #removeOldest(): Promise<void> {
    const [oldest] = this.#segments;
    if (oldest === undefined) return;
    await rm(oldest.path, { force: true });
    this.#segments.shift();
  }
}
