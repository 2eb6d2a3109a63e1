const MAX_CHARACTERS = 40;

/** A value in words, to be put into a sentence: `the text "27.50"`, `the number 42`, `an array`. */
export function found(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value === '' ? 'an empty text' : `the text ${quoted(value)}`;
    case 'number':
      return `the number ${value}`;
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'nothing';
    default:
      if (value === null) return 'null';
      return Array.isArray(value) ? 'an array' : 'an object';
  }
}

/** A text in quotes, shortened, on one line. */
export function quoted(text: string): string {
  const short = text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text;
  return JSON.stringify(short);
}
