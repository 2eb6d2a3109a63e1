import { counted } from '../counted.js';
import type { Terminal } from '../terminal.js';
import { openContents, segmentsOf } from './contents.js';

export interface ExportTask {
  readonly folder: string;
  readonly terminal: Terminal;
}

/** Prints the messages that lie in a spool. Gives the exit code. @throws UsageError */
export async function exportMessages({ folder, terminal }: ExportTask): Promise<number> {
  let unreadable = 0;
  for (const slot of openContents(folder)) {
    for await (const { records, damaged } of segmentsOf(slot)) {
      unreadable += damaged;
      terminal.write(records.map(({ json }) => `${json.toString()}\n`).join(''));
    }
  }
  if (unreadable > 0) terminal.complain(`${counted(unreadable, 'line')} can't be read: damaged.\n`);
  return unreadable > 0 ? 1 : 0;
}
