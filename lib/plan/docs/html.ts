import { assertNever } from '../../base/assert.js';
import type { Block, Fact, Inline, Line } from './blocks.js';
import { STYLE } from './html-style.js';
import type { PlanPage, Section } from './plan-blocks.js';

/** How the text begins, by which a file is known as one of ours. */
export const HTML_MARK = `<!doctype html>
<!-- Made by waybill plan docs. Edit the plan instead. -->`;

/** A plan as one file of HTML, which runs and loads nothing. */
export function htmlOf({ title, opening, sections }: PlanPage): string {
  return `${HTML_MARK}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
${opening.map(blockHtml).join('\n')}
</header>
<nav aria-label="Contents">
${contentsOf(sections)}
</nav>
<main>
${sections.map(sectionHtml).join('\n')}
</main>
</body>
</html>
`;
}

function contentsOf(sections: readonly Section[]): string {
  const items = sections.map(({ title, anchor, entries }) => {
    const inner = entries.map((entry) => `<li>${link(entry.title, entry.anchor)}</li>`);
    const list = inner.length === 0 ? '' : `\n<ul>\n${inner.join('\n')}\n</ul>\n`;
    return `<li>${link(title, anchor)}${list}</li>`;
  });
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function sectionHtml({ title, anchor, blocks }: Section): string {
  const inner = blocks.map(blockHtml).join('\n');
  return `<section>\n<h2 id="${anchor}">${escaped(title)}</h2>\n${inner}\n</section>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const id = block.anchor === undefined ? '' : ` id="${block.anchor}"`;
      return `<h${block.level}${id}>${lineHtml(block.line)}</h${block.level}>`;
    }
    case 'paragraph':
      return `<p>${lineHtml(block.line)}</p>`;
    case 'facts':
      return `<dl>\n${block.facts.map(factHtml).join('\n')}\n</dl>`;
    case 'table':
      return tableHtml(block);
    case 'code':
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    default:
      return assertNever(block);
  }
}

function factHtml({ name, values }: Fact): string {
  return `<dt>${escaped(name)}</dt>${values.map((line) => `<dd>${lineHtml(line)}</dd>`).join('')}`;
}

function tableHtml({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows.map((cells) => {
    const inner = cells.map((line, index) => {
      // The name of the column, for narrow screens, where a row is a list.
      const label = line.length === 0 ? '' : ` data-label="${escaped(columns[index] ?? '')}"`;
      return `<td${label}>${lineHtml(line)}</td>`;
    });
    return `<tr>${inner.join('')}</tr>`;
  });
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

function lineHtml(line: Line): string {
  return line.map(inlineHtml).join('');
}

function inlineHtml(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escaped(inline.text);
    case 'code':
      return `<code>${escaped(inline.text)}</code>`;
    case 'tag':
      return `<span class="tag ${inline.tone}">${escaped(inline.text)}</span>`;
    default:
      return assertNever(inline);
  }
}

function link(words: string, to: string): string {
  return `<a href="#${to}">${escaped(words)}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it is. Control characters, which HTML does not have, are shown as missing. */
function escaped(value: string): string {
  return value
    .replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '\uFFFD');
}
