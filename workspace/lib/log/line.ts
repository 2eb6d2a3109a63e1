import { isUtf8 } from 'node:buffer';

/** How long a line may be, in characters: far more than a message can have, and little enough to be held. */
export const MAX_LINE_CHARS = 4 * 1024 * 1024;

/** The same in bytes: UTF-8 has at most three for a character of JavaScript. */
export const MAX_LINE_BYTES = 3 * MAX_LINE_CHARS;

export const LINE_FEED = 10;

/** A line that was read. */
export interface Line {
  readonly text: string;
  readonly value: unknown;
}

/** Reads a line without its end; undefined where it is damaged. */
export function parseLine(bytes: Buffer): Line | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Lines, each with its end. @throws RangeError for a text that would not be read again as one line. */
export function joinLines(lines: readonly string[]): string {
  const long = lines.find((line) => line.length > MAX_LINE_CHARS);
  if (long !== undefined) {
    throw new RangeError(
      `append: a line must have at most ${MAX_LINE_CHARS} characters; found ${long.length}.`,
    );
  }
  const text = `${lines.join('\n')}\n`;
  if (endsIn(text) !== lines.length) {
    throw new RangeError('append: a line must be JSON without line feeds; found one.');
  }
  return text;
}

function endsIn(text: string): number {
  let ends = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends += 1;
  return ends;
}
