import fs from 'node:fs';
import { DoneRanges, rangesText } from './done-ranges.js';
import { recordIn, type SpoolRecord } from './record-line.js';
import { doneFileOf } from './segment.js';
import { headerIn, type SegmentHeader } from './segment-header.js';

const LINE_FEED = 0x0a;
const NUL = 0;
const LONGEST_HEADER = 256;

/** What a segment was found to hold. */
export interface StoredMessages {
  readonly header: SegmentHeader;
  /** The records that are not done, in the order of their calls. */
  readonly records: readonly SpoolRecord[];
  /** Lines in the midst of it that can't be read. */
  readonly damaged: number;
  /** Whether its last line was torn off by a crash. */
  readonly isTorn: boolean;
}

/** A segment that nobody writes to any more. */
export class StoredSegment {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get bytes(): number {
    return fs.statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** The fingerprint of the write key of its messages; nothing, where it is none of Waybill's or can't be read. */
  get source(): string | undefined {
    try {
      const descriptor = fs.openSync(this.path, 'r');
      try {
        const head = Buffer.alloc(LONGEST_HEADER);
        const line = head.subarray(0, fs.readSync(descriptor, head, 0, LONGEST_HEADER, 0));
        return headerIn(line.subarray(0, Math.max(0, line.indexOf(LINE_FEED))))?.source;
      } finally {
        fs.closeSync(descriptor);
      }
    } catch {
      return undefined;
    }
  }

  /** Reads the whole of it: a segment is a few megabytes. Nothing, where it is none of Waybill's. @throws what the file system throws */
  async read(): Promise<StoredMessages | undefined> {
    const [bytes, done] = await Promise.all([
      fs.promises.readFile(this.path),
      fs.promises.readFile(doneFileOf(this.path), 'latin1').catch(() => ''),
    ]);
    return messagesIn(bytes, DoneRanges.in(done));
  }

  /** Records need not be sent again. */
  async done(ordinals: readonly number[]): Promise<void> {
    await fs.promises.appendFile(doneFileOf(this.path), rangesText(ordinals), { mode: 0o600 });
  }

  /** All of it is done. One that was damaged is kept under another name, so that somebody can look at it. */
  async finish({ isDamaged }: { readonly isDamaged: boolean }): Promise<void> {
    if (isDamaged) await fs.promises.rename(this.path, `${this.path}.damaged`);
    else await fs.promises.rm(this.path, { force: true });
    await fs.promises.rm(doneFileOf(this.path), { force: true });
  }
}

function messagesIn(bytes: Buffer, done: DoneRanges): StoredMessages | undefined {
  let header: SegmentHeader | undefined;
  const records: SpoolRecord[] = [];
  let damaged = 0;
  let isTorn = false;
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed;
    const whole = bytes.subarray(behindHole(bytes, start, end), end);
    start = end + 1;
    // A write that failed half-way leaves a piece of a line before its hole.
    const hole = whole.lastIndexOf(NUL);
    const line = whole.subarray(hole + 1);
    if (hole !== -1 && feed !== -1) damaged += 1;
    if (header === undefined) {
      header = headerIn(line);
      if (header === undefined) return undefined;
      continue;
    }
    // Also of the last line when its line feed alone is missing: the checksum says whether it is whole.
    const record = recordIn(line);
    if (record !== undefined) {
      if (!done.has(record.ordinal)) records.push(record);
    } else if (feed === -1) {
      isTorn = true;
    } else if (hole === -1) {
      damaged += 1;
    }
  }
  return header && { header, records, damaged, isTorn };
}

/** A write that failed, or that a crash came before, leaves zeros where it would have been. */
function behindHole(bytes: Buffer, start: number, end: number): number {
  let index = start;
  while (index < end && bytes[index] === NUL) index += 1;
  return index;
}
