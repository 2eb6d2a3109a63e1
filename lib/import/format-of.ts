import { MAX_LINE_BYTES, withoutMark } from './line-records.js';
import type { ImportFormat } from './read-options.js';

const CSV_NAME = /\.(csv|tsv)(\.(gz|zst))?$/i;

/**
 * What a source is: CSV by its name alone, and else lines of JSON, unless its first line is the beginning of one document: of a
 * list, of the body of a request, or of an object that is laid out. A first line that is cut is no document.
 */
export function formatOf(name: string, head: Buffer): ImportFormat {
  if (CSV_NAME.test(name)) return 'csv';
  const [line = ''] = withoutMark(head).toString('latin1').trimStart().split(/\r?\n/, 1);
  if (line.length <= MAX_LINE_BYTES && isJson(line)) return 'ndjson';
  return line.startsWith('[') || LAID_OUT.test(line) || BODY.test(line) ? 'json' : 'ndjson';
}

/** Nothing but the beginning of an object: `{`, `{ "batch": [`. */
const LAID_OUT = /^\{\s*(?:"[^"\\]*"\s*:\s*[[{]\s*)?$/;
/** The body of a request that goes on, or is longer than a line may be. */
const BODY = /^\{(?:\s*"(?:writeKey|sentAt)"\s*:\s*"[^"\\]*"\s*,)*\s*"batch"\s*:\s*\[/;

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
