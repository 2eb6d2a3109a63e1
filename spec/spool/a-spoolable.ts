import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeepingSegment, Spoolable } from '../../lib/spool/spoolable.js';
import { aParcel } from '../delivery/a-batch.js';
import type { Stage } from '../support/stage.js';

/** A message as the spool sees it, which may be settled. */
export interface ASpoolable extends Spoolable {
  isSettled: boolean;
}

/** A message, with any text for its JSON. */
export function aSpoolable(messageId = 'm-1', json?: string): ASpoolable {
  const keptIn: KeepingSegment | undefined = undefined;
  return { ...aParcel(messageId, json), isSettled: false, keptIn, ordinal: 0 };
}

/** So many messages: `m-1`, `m-2` and so on. */
export function spoolables(count: number, bytes = 0): readonly ASpoolable[] {
  return Array.from({ length: count }, (_, index) => {
    const messageId = `m-${index + 1}`;
    return aSpoolable(messageId, JSON.stringify({ messageId, text: 'x'.repeat(bytes) }));
  });
}

/** A folder that goes after the spec. */
export function aFolder(stage: Stage): string {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-slot-'));
  stage.onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
