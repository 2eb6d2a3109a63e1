import { readFileSync } from 'node:fs';

/** A file as text, or why it is none, in words, with what could be made of it. */
export type ReadText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly why: string; readonly text?: string };

/** Nobody writes larger ones by hand. */
const MAX_BYTES = 5 * 1024 * 1024;

/** Reads a file that can be written back byte for byte. */
export function readText(path: string): ReadText {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return { kind: 'unreadable', why: `It can't be read: ${reasonOf(error)}.` };
  }
  const text = bytes.toString('utf8');
  if (bytes.length > MAX_BYTES) {
    const why = `It has ${bytes.length} bytes, and ${MAX_BYTES} are looked at.`;
    return { kind: 'unreadable', why, text };
  }
  if (Buffer.from(text).equals(bytes)) return { kind: 'text', text };
  return { kind: 'unreadable', why: 'It is not written in UTF-8.', text };
}

/** The code of a fault of the file system, or its text. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  return 'code' in error ? String(error.code) : error.message;
}
