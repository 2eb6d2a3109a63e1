const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/;
/** Longer lines are broken. */
const MAX_WIDTH = 110;

/** A documentation comment with these paragraphs; nothing, where there are none. */
export function docComment(paragraphs: readonly string[]): string {
  const lines = paragraphs
    .map((paragraph) => linesOf(paragraph))
    .filter((some) => some.length > 0)
    .flatMap((some, index) => (index === 0 ? some : ['', ...some]));
  if (lines.length === 0) return '';
  const [first = ''] = lines;
  if (lines.length === 1) return `/** ${first} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

/** A text of a plan within a comment: it neither ends it nor looks like a tag of its own. */
export function prose(text: string): string {
  return text
    .split(LINE_ENDS)
    .map((line) => line.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').trim())
    .map((line) => line.replaceAll('*/', '*\\/').replace(/(^|\s)@/g, '$1\\@'))
    .join('\n')
    .trim();
}

function linesOf(paragraph: string): readonly string[] {
  return paragraph === '' ? [] : paragraph.split('\n').flatMap(wrapped);
}

function wrapped(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > MAX_WIDTH) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
