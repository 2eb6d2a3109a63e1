/** Lays out rows of texts under a header: the first column to the left, the others to the right. */
export function table(header, rows) {
  const lines = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const ruler = widths.map((width) => '-'.repeat(width));
  return [lines[0], ruler, ...lines.slice(1)]
    .map((line) => line.map((text, column) => align(text, widths[column], column)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A number with so many decimals and its thousands set apart, or a dash. */
export function number(value, decimals = 0) {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A ratio, such as `0.93 ×`. */
export function times(value) {
  return Number.isFinite(value) ? `${number(value, 2)} ×` : '–';
}

function align(text, width, column) {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
