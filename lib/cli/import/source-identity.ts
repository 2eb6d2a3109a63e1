import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What tells a file from another of the same name. */
export interface SourceIdentity {
  /** As it was named: message ids are made of it. */
  readonly name: string;
  readonly bytes: number;
  /** A hash of how it begins. */
  readonly head: string;
}

const HEAD_BYTES = 16 * 1024;
const HASH_CHARS = 24;

/** Looks at a file. @throws Error of the file system */
export function identityOf(name: string): SourceIdentity {
  const descriptor = openSync(name, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const length = readSync(descriptor, head, 0, HEAD_BYTES, 0);
    const hash = createHash('sha256').update(head.subarray(0, length)).digest('hex');
    return { name, bytes: fstatSync(descriptor).size, head: hash.slice(0, HASH_CHARS) };
  } finally {
    closeSync(descriptor);
  }
}

/** What is not the same, in words; nothing, where it is the same file. */
export function differenceOf(before: SourceIdentity, now: SourceIdentity): string | undefined {
  if (before.bytes !== now.bytes) {
    return `it had ${before.bytes.toLocaleString('en')} bytes, and has ${now.bytes.toLocaleString('en')} now`;
  }
  return before.head === now.head ? undefined : 'it begins with something else than it did';
}
