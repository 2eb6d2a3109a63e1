import { open } from 'node:fs/promises';
import { type Line, parseLine } from './line.js';
import { LineSplitter } from './line-splitter.js';
import type { Segment } from './segment-list.js';

/** Small enough to keep the event loop free for others in between: a few hundred lines. */
const CHUNK_BYTES = 256 * 1024;

/** How much was read. */
export interface Progress {
  readonly readBytes: number;
  readonly totalBytes: number;
}

export interface Reader {
  readonly onLine: (line: Line) => void;
  /** Told at the beginning and after each segment. */
  readonly onProgress: (progress: Progress) => void;
}

/** Reads the lines of segments, oldest first. Says how many were damaged. */
export async function readSegments(
  segments: readonly Readonly<Segment>[],
  { onLine, onProgress }: Reader,
): Promise<{ readonly lines: number; readonly damaged: number }> {
  let lines = 0;
  let damaged = 0;
  const splitter = new LineSplitter(
    (bytes) => {
      const line = parseLine(bytes);
      if (line === undefined) {
        damaged += 1;
        return;
      }
      lines += 1;
      onLine(line);
    },
    () => {
      damaged += 1;
    },
  );
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const totalBytes = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  let readBytes = 0;
  onProgress({ readBytes, totalBytes });
  for (const segment of segments) {
    await readSegment(segment, chunk, splitter);
    splitter.end();
    readBytes += segment.bytes;
    onProgress({ readBytes, totalBytes });
  }
  return { lines, damaged };
}

async function readSegment(
  { path, bytes }: Readonly<Segment>,
  chunk: Buffer,
  splitter: LineSplitter,
): Promise<void> {
  const handle = await open(path, 'r');
  try {
    for (let place = 0; place < bytes; ) {
      const wanted = Math.min(chunk.length, bytes - place);
      const { bytesRead } = await handle.read(chunk, 0, wanted, place);
      if (bytesRead === 0) return;
      splitter.push(chunk.subarray(0, bytesRead));
      place += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
