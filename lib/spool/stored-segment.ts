import fs from 'node:fs';
import { DoneRanges, rangesText } from './done-ranges.js';
import { recordIn, type SpoolRecord } from './record-line.js';
import { doneFileOf } from './segment.js';
import { headerIn, type SegmentHeader } from './segment-header.js';

const LINE_FEED = 0x0a;
const NUL = 0;

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
    const line = bytes.subarray(behindHole(bytes, start, end), end);
    start = end + 1;
    if (header === undefined) {
      header = headerIn(line);
      if (header === undefined) return undefined;
      continue;
    }
    const record = feed === -1 ? undefined : recordIn(line);
    if (record !== undefined) {
      if (!done.has(record.ordinal)) records.push(record);
    } else if (end === bytes.length || isEmptyFrom(bytes, end)) {
      isTorn = true;
      break;
    } else {
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

function isEmptyFrom(bytes: Buffer, from: number): boolean {
  return behindHole(bytes, from + 1, bytes.length) === bytes.length;
}
