import path from 'node:path';
import { counted } from '../counted.js';
import { tableText } from '../table.js';
import type { Terminal } from '../terminal.js';
import { openContents, segmentsOf } from './contents.js';

export interface ListTask {
  readonly folder: string;
  readonly flags: { readonly json?: boolean };
  readonly terminal: Terminal;
}

/** What lies in one slot of a write key. */
interface Lot {
  readonly slot: string;
  /** The process that has the slot. */
  readonly pid: number | null;
  /** The fingerprint of the write key. */
  readonly source: string;
  messages: number;
  bytes: number;
  damaged: number;
  /** When the oldest segment was begun. */
  oldest: string;
}

/** Lists what lies in a spool. Gives the exit code. @throws UsageError */
export async function list({ folder, flags, terminal }: ListTask): Promise<number> {
  const lots = await lotsIn(folder);
  const messages = lots.reduce((sum, lot) => sum + lot.messages, 0);
  const damaged = lots.reduce((sum, lot) => sum + lot.damaged, 0);
  if (flags.json === true) {
    terminal.write(`${JSON.stringify({ folder, messages, damaged, lots }, undefined, 2)}\n`);
  } else {
    terminal.write(textOf(folder, lots, messages));
    if (damaged > 0) terminal.complain(`${counted(damaged, 'line')} can't be read: damaged.\n`);
  }
  return damaged > 0 ? 1 : 0;
}

async function lotsIn(folder: string): Promise<readonly Lot[]> {
  const lots: Lot[] = [];
  for (const slot of openContents(folder)) {
    const found = new Map<string, Lot>();
    for await (const { header, records, damaged, segment } of segmentsOf(slot)) {
      const { source, createdAt } = header;
      const lot = found.get(source) ?? {
        slot: path.basename(slot.folder),
        pid: slot.owner?.pid ?? null,
        source,
        messages: 0,
        bytes: 0,
        damaged: 0,
        oldest: createdAt,
      };
      found.set(source, lot);
      lot.messages += records.length;
      lot.bytes += segment.bytes;
      lot.damaged += damaged;
    }
    lots.push(...found.values());
  }
  return lots;
}

const BYTES_A_MEGABYTE = 1_000_000;

function textOf(folder: string, lots: readonly Lot[], messages: number): string {
  if (lots.length === 0) return `Nothing lies in ${folder}.\n`;
  const rows = lots.map((lot) => [
    lot.slot,
    lot.pid === null ? 'nobody' : `process ${lot.pid}`,
    lot.messages,
    `${(lot.bytes / BYTES_A_MEGABYTE).toFixed(2)} MB`,
    lot.oldest,
    lot.source,
  ]);
  const columns = [
    'slot',
    'in use by',
    { number: 'messages' },
    { number: 'size' },
    'since',
    'source',
  ];
  return `${tableText(columns, rows)}\n\n${counted(messages, 'message')} in ${folder}\n`;
}
