const PIPED = /^\^(?:\((?:\?:)?([^()]*)\)|([^()|]*))\$$/;
const WORD = /^[\p{L}\p{N} _-]+$/u;

/** The words of a pattern such as `^(spring|summer)$`, which is how the editor of a plan writes the values that it permits. */
export function pipedWords(pattern: unknown): readonly string[] | undefined {
  if (typeof pattern !== 'string') return undefined;
  const [, several, one] = PIPED.exec(pattern) ?? [];
  const words = (several ?? one)?.split('|');
  return words?.every((word) => WORD.test(word)) ? words : undefined;
}
