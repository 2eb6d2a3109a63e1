import { withoutMark } from './line-records.js';
import type { ImportFormat } from './read-options.js';

const CSV_NAME = /\.(csv|tsv)(\.(gz|zst))?$/i;

/**
 * What a source is: CSV by its name alone, and else lines of JSON, unless its first line is the beginning of one document: of a
 * list, of the body of a request, or of an object that is laid out.
 */
export function formatOf(name: string, head: Buffer): ImportFormat {
  if (CSV_NAME.test(name)) return 'csv';
  const text = withoutMark(head).toString('latin1').trimStart();
  const [line = ''] = text.split('\n', 1);
  if (isJson(line)) return 'ndjson';
  if (text.startsWith('[')) return 'json';
  const isLaidOut =
    line.startsWith('{') && /[[{,]$/.test(line.trimEnd()) && text.length > line.length;
  return isLaidOut || (line.length === text.length && BODY.test(line)) || line.trimEnd() === '{'
    ? 'json'
    : 'ndjson';
}

/** A body of a request that goes on. */
const BODY = /^\{(?:\s*"(?:writeKey|sentAt)"\s*:\s*"[^"]*"\s*,)*\s*"batch"\s*:\s*\[/;

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
