import { type FileHandle, open } from 'node:fs/promises';
import { LINE_FEED, MAX_LINE_BYTES, parseLine } from './line.js';

const CHUNK_BYTES = 64 * 1024;

/**
 * Cuts off what a killed process or a loss of power left behind the last whole line: a part of a line, zeros, or a last line
 * that is no JSON. Says how much is left.
 */
export async function cutTornEnd(path: string, bytes: number): Promise<number> {
  if (bytes === 0) return 0;
  const handle = await open(path, 'r+');
  try {
    const whole = await findWholeEnd(handle, bytes);
    if (whole < bytes) await handle.truncate(whole);
    return whole;
  } finally {
    await handle.close();
  }
}

async function findWholeEnd(handle: FileHandle, bytes: number): Promise<number> {
  const lineEnd = await findLineFeedBefore(handle, bytes);
  if (lineEnd === -1) return 0;
  const lineStart = (await findLineFeedBefore(handle, lineEnd)) + 1;
  const isWhole = await holdsLine(handle, lineStart, lineEnd - lineStart);
  return isWhole ? lineEnd + 1 : lineStart;
}

/** Where the last line feed before a place is; -1 where there is none. */
async function findLineFeedBefore(handle: FileHandle, place: number): Promise<number> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let end = place; end > 0; end -= CHUNK_BYTES) {
    const start = Math.max(0, end - CHUNK_BYTES);
    const { bytesRead } = await handle.read(chunk, 0, end - start, start);
    const found = chunk.subarray(0, bytesRead).lastIndexOf(LINE_FEED);
    if (found !== -1) return start + found;
  }
  return -1;
}

async function holdsLine(handle: FileHandle, start: number, bytes: number): Promise<boolean> {
  if (bytes > MAX_LINE_BYTES) return false;
  const line = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(line, 0, bytes, start);
  return bytesRead === bytes && parseLine(line) !== undefined;
}
