import { fstatSync, ftruncateSync, readSync, writeSync } from 'node:fs';

/** Every line that we write begins so, the first one of a file too. */
const BEGINNING = Buffer.from('{"reason":');

const NEWLINE = 0x0a;

/** How far back the last line is looked for. A letter holds one message, or a text that is cut: it is far smaller. */
const LONGEST_LINE_BYTES = 16 * 1024 * 1024;

const CHUNK_BYTES = 64 * 1024;

/**
 * Makes the end of a file of dead letters the end of a line: one that a crash left half is cut off, and a whole one that
 * lacks its end alone gets it. A file that doesn't begin as we write it is somebody else's, and is left alone.
 * @throws Error
 */
export function repairEnd(descriptor: number): void {
  const { size } = fstatSync(descriptor);
  if (size === 0) return;
  const beginning = readAt(descriptor, { start: 0, end: Math.min(size, BEGINNING.length) });
  if (!beginning.equals(BEGINNING.subarray(0, beginning.length))) {
    throw new Error('it is there already, and holds no dead letters. Name another file.');
  }
  const end = endOfLines(descriptor, size);
  if (end === size) return;
  if (isWhole(readAt(descriptor, { start: end, end: size }))) writeSync(descriptor, '\n');
  else ftruncateSync(descriptor, end);
}

function isWhole(line: Buffer): boolean {
  try {
    JSON.parse(line.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** Where the last line ends that has an end. */
function endOfLines(descriptor: number, size: number): number {
  const earliest = Math.max(0, size - LONGEST_LINE_BYTES);
  for (let end = size; end > earliest; end -= CHUNK_BYTES) {
    const start = Math.max(0, end - CHUNK_BYTES);
    const found = readAt(descriptor, { start, end }).lastIndexOf(NEWLINE);
    if (found !== -1) return start + found + 1;
  }
  if (earliest === 0) return 0;
  throw new Error('its last line is longer than any dead letter. Name another file.');
}

function readAt(
  descriptor: number,
  { start, end }: { readonly start: number; readonly end: number },
): Buffer {
  const bytes = Buffer.alloc(end - start);
  let read = 0;
  while (read < bytes.length) {
    const count = readSync(descriptor, bytes, read, bytes.length - read, start + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}
