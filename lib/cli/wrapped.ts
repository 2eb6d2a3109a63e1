/** A text in lines that are no longer than a width, cut between words. A word that is longer stays whole. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** Prose in lines that fit into a terminal: what is indented is code or a table, and stays. */
export function wrappedProse(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  const lines = text.split('\n').flatMap((line) => {
    const isProse = line.length > width && !line.startsWith(' ');
    return isProse ? wrapped(line, width) : [line];
  });
  return lines.join('\n');
}
