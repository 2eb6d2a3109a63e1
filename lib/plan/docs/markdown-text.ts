import { assertNever } from '../../base/assert.js';
import type { Inline, Line } from './blocks.js';

/** A line in Markdown, with everything in it that a plan says as it is written there. */
export function markdownLine(line: Line): string {
  return line.map(inlineText).join('').trim();
}

/** The same for a cell of a table, where an upright line would be the end of it, in code as well. */
export function markdownCell(line: Line): string {
  return line
    .map((inline) => {
      const isParted = inline.kind === 'code' && inline.text.includes('|');
      return isParted ? `<code>${escaped(inline.text)}</code>` : inlineText(inline);
    })
    .join('')
    .trim();
}

/** A link to another place of the document. */
export function markdownLink(title: string, anchor: string): string {
  return `[${escaped(title).trim()}](#${anchor})`;
}

function inlineText(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escaped(inline.text);
    case 'code':
      return codeSpan(inline.text);
    case 'tag':
      return inline.tone === 'plain' ? `(${escaped(inline.text)})` : `**${escaped(inline.text)}**`;
    default:
      return assertNever(inline);
  }
}

/** A text as it is. What could begin something at the start of a line is escaped everywhere. */
function escaped(value: string): string {
  return oneLine(value)
    .replaceAll(/[\\`*_[\]<>~&#$]/g, String.raw`\$&`)
    .replaceAll(/^(\s*)([-+=])/g, String.raw`$1\$2`)
    .replaceAll(/^(\s*\d+)([.)])/g, String.raw`$1\$2`)
    .replaceAll(/(?:https?|ftp):|www\.|@/gi, unlinked)
    .replaceAll('|', '&#124;');
}

/** Addresses in texts would be made links of: their last sign as a character reference, they are not. */
function unlinked(start: string): string {
  return `${start.slice(0, -1)}&#${start.charCodeAt(start.length - 1)};`;
}

/** Code whose fence is longer than any row of backticks inside. */
function codeSpan(value: string): string {
  const content = oneLine(value);
  if (content === '') return '` `';
  const runs = content.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const isEdgy = /^[` ]|[` ]$/.test(content);
  return isEdgy ? `${fence} ${content} ${fence}` : `${fence}${content}${fence}`;
}

/** Lines, tabs and the like as one space: a line of Markdown ends with its line. */
function oneLine(value: string): string {
  return value.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ');
}
