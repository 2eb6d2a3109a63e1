import { assertNever } from '../../base/assert.js';
import { type Block, text } from './blocks.js';
import { markdownCell, markdownLine, markdownLink } from './markdown-text.js';
import type { PlanPage, Section } from './plan-blocks.js';

/** The first line, by which a file is known as one of ours. It isn't shown. */
export const MARKDOWN_MARK = '<!-- Made by waybill plan docs. Edit the plan instead. -->';

/** A plan as Markdown, as GitHub and its like show it. */
export function markdownOf({ title, opening, sections }: PlanPage): string {
  const heading: Block = { kind: 'heading', level: 1, line: [text(title)] };
  const blocks = [heading, ...opening].map(blockText);
  return `${[MARKDOWN_MARK, ...blocks, contentsOf(sections), ...sections.map(sectionText)].join('\n\n')}\n`;
}

function contentsOf(sections: readonly Section[]): string {
  return sections
    .flatMap(({ title, anchor, entries }) => [
      `- ${markdownLink(title, anchor)}`,
      ...entries.map((entry) => `  - ${markdownLink(entry.title, entry.anchor)}`),
    ])
    .join('\n');
}

function sectionText({ title, anchor, blocks }: Section): string {
  const heading: Block = { kind: 'heading', level: 2, anchor, line: [text(title)] };
  return [heading, ...blocks].map(blockText).join('\n\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const target = block.anchor === undefined ? '' : `<a id="${block.anchor}"></a>\n\n`;
      return `${target}${'#'.repeat(block.level)} ${markdownLine(block.line)}`;
    }
    case 'paragraph':
      return markdownLine(block.line);
    case 'facts':
      return block.facts.map(factText).join('\n');
    case 'table':
      return tableText(block);
    case 'code':
      return fenced(block.text);
    default:
      return assertNever(block);
  }
}

function factText({ name, values }: Extract<Block, { kind: 'facts' }>['facts'][number]): string {
  const lines = values.map(markdownLine);
  if (lines.length === 1) return `- **${name}:** ${lines[0]}`;
  return [`- **${name}:**`, ...lines.map((line) => `  - ${line}`)].join('\n');
}

function tableText({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(columns),
    row(columns.map(() => '---')),
    ...rows.map((cells) => row(cells.map(markdownCell))),
  ].join('\n');
}

function fenced(code: string): string {
  const runs = code.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(2, ...runs.map((run) => run.length)) + 1);
  return `${fence}json\n${code}\n${fence}`;
}
