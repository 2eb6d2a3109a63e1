import { createHash } from 'node:crypto';
import { isBag } from '../base/bag.js';

/** The first line of a segment. */
export interface SegmentHeader {
  /** Whose messages they are: tells write keys apart, and doesn't tell them. */
  readonly source: string;
  readonly createdAt: string;
}

const VERSION = 1;
const FINGERPRINT_DIGITS = 16;

export function headerText({ source, createdAt }: SegmentHeader): string {
  return `${JSON.stringify({ waybillSpool: VERSION, source, createdAt })}\n`;
}

/** Reads the first line; nothing, where it is not that of a segment. */
export function headerIn(line: Buffer): SegmentHeader | undefined {
  try {
    const header: unknown = JSON.parse(line.toString());
    if (!isBag(header)) return undefined;
    const { waybillSpool, source, createdAt } = header;
    const isOurs = waybillSpool === VERSION && typeof source === 'string';
    return isOurs ? { source, createdAt: String(createdAt) } : undefined;
  } catch {
    return undefined;
  }
}

/** What tells the messages of a write key from others'. */
export function fingerprintOf(writeKey: string): string {
  return createHash('sha256').update(writeKey).digest('hex').slice(0, FINGERPRINT_DIGITS);
}
