import Table from 'cli-table3';
import { withoutControls } from './without-controls.js';

/** A column: what stands above it, and whether it has numbers. */
export type Column = string | { readonly number: string };

/** Rows under a header, in columns, indented. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (string | number)[][],
): string {
  const table = new Table({
    head: columns.map((column) => (typeof column === 'string' ? column : column.number)),
    colAligns: columns.map((column) => (typeof column === 'string' ? 'left' : 'right')),
    style: { head: [], border: [], 'padding-left': 2, 'padding-right': 0 },
    chars: NO_BORDERS,
  });
  table.push(...rows.map((row) => row.map(cellText)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const NO_BORDERS = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'],
    ...['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((name) => [name, '']),
);

function cellText(cell: string | number): string {
  return typeof cell === 'number' ? cell.toLocaleString('en') : withoutControls(cell);
}
