const PLAIN = /^[\w@%+=:,./~-]+$/;

/** Options whose values are nobody's business. */
const SECRET = '--write-key';

/** A command as it can be typed into a shell again, but for the write key, which is left out. */
export function typedAgain(words: readonly string[], more: readonly string[] = []): string {
  const own = words.map((word, index) => {
    if (words[index - 1] === SECRET) return 'KEY';
    return word.startsWith(`${SECRET}=`) ? `${SECRET}=KEY` : quoted(word);
  });
  return ['waybill', ...own, ...more.filter((word) => !words.includes(word))].join(' ');
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
