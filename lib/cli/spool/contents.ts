import { systemClock } from '../../base/clock.js';
import { messagesOf, type SlotContents, slotsIn } from '../../spool/spool-contents.js';
import { SpoolFolderError } from '../../spool/spool-error.js';
import type { StoredMessages, StoredSegment } from '../../spool/stored-segment.js';
import { UsageError } from '../terminal.js';

/** The slots of a spool. @throws UsageError where the folder is none */
export function openContents(folder: string): readonly SlotContents[] {
  try {
    return slotsIn(folder, systemClock);
  } catch (error) {
    if (!(error instanceof SpoolFolderError)) throw error;
    throw new UsageError(
      `A spool is needed; found ${error.found}. Name the folder that the option spool of a client names.`,
    );
  }
}

export interface FoundSegment extends StoredMessages {
  readonly segment: StoredSegment;
}

/** What can be read of a slot, segment by segment. */
export async function* segmentsOf({ segments }: SlotContents): AsyncGenerator<FoundSegment> {
  for (const segment of segments) {
    const stored = await messagesOf(segment);
    if (stored !== undefined) yield { ...stored, segment };
  }
}
