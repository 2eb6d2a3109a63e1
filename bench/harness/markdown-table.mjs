/** The tables in a text that `table()` has laid out, as tables of Markdown; what stands between them stays. */
export function withMarkdownTables(text) {
  const lines = text.split('\n');
  const written = [];
  let columns;
  lines.forEach((line, index) => {
    if (isRuler(lines[index + 1])) {
      columns = columnsOf(lines[index + 1]);
      written.push(row(line, columns));
    } else if (columns !== undefined && isRuler(line)) {
      written.push(`| ${columns.map((_, place) => (place === 0 ? '---' : '---:')).join(' | ')} |`);
    } else if (columns !== undefined && line !== '') {
      written.push(row(line, columns));
    } else {
      columns = undefined;
      written.push(line);
    }
  });
  return written.join('\n');
}

function isRuler(line) {
  return line !== undefined && /^-+(?: {2}-+)+$/.test(line);
}

/** Where each column begins and ends. */
function columnsOf(ruler) {
  return [...ruler.matchAll(/-+/g)].map(({ index, 0: { length } }) => [index, index + length]);
}

function row(line, columns) {
  const cells = columns.map(([start, end]) =>
    line.slice(start, end).trim().replaceAll('|', '\\|').replaceAll('<', '&lt;'),
  );
  return `| ${cells.join(' | ')} |`;
}
