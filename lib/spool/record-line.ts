import { crc32 } from 'node:zlib';
import type { Parcel } from '../delivery/parcel.js';

/** What stands around a message in its line, at most: `{"n":2147483647,"c":"9ae0daaf","m":` and `}` with a line feed. */
const LONGEST_FRAME = 40;
const HEAD = /^\{"n":(\d{1,10}),"c":"([0-9a-f]{8})","m":/;
const CHECKSUM_DIGITS = 8;
const RADIX = 16;

/** A message as a segment has it. */
export interface SpoolRecord {
  /** Counts the records of a segment, from 0. Numbers of records that could not be written are missing. */
  readonly ordinal: number;
  /** The message as JSON. */
  readonly json: Buffer;
}

/** Writes messages as lines of JSON, each with its number and the CRC-32 of both. */
export function linesOf(messages: readonly Parcel[], firstOrdinal: number): Buffer {
  let size = 0;
  for (const { bytes } of messages) size += bytes + LONGEST_FRAME;
  const lines = Buffer.allocUnsafe(size);
  let filled = 0;
  let ordinal = firstOrdinal;
  for (const { page, start, bytes } of messages) {
    const checksum = checksumOf(page.subarray(start, start + bytes), ordinal);
    filled += lines.write(`{"n":${ordinal},"c":"${checksum}","m":`, filled, 'latin1');
    filled += page.copy(lines, filled, start, start + bytes);
    filled += lines.write('}\n', filled, 'latin1');
    ordinal += 1;
  }
  return lines.subarray(0, filled);
}

/** Reads a line without its line feed; nothing, where it is torn or damaged. */
export function recordIn(line: Buffer): SpoolRecord | undefined {
  const [head, ordinal, checksum] =
    HEAD.exec(line.toString('latin1', 0, LONGEST_FRAME)) ?? NO_MATCH;
  if (head === undefined || line.at(-1) !== CLOSING_BRACE) return undefined;
  const json = line.subarray(head.length, line.length - 1);
  const number = Number(ordinal);
  return checksumOf(json, number) === checksum ? { ordinal: number, json } : undefined;
}

const NO_MATCH: readonly (string | undefined)[] = [];
const CLOSING_BRACE = 0x7d;

/** The CRC-32 of bytes, or of the UTF-8 of text, that goes on from a number. */
export function checksumOf(bytes: Buffer | string, from = 0): string {
  return crc32(bytes, from >>> 0)
    .toString(RADIX)
    .padStart(CHECKSUM_DIGITS, '0');
}
