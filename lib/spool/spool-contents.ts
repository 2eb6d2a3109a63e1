import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from '../base/clock.js';
import { segmentsIn } from './slot.js';
import { SlotLock, type SlotOwner } from './slot-lock.js';
import { Slots } from './slots.js';
import { SpoolFolderError } from './spool-error.js';
import type { StoredMessages, StoredSegment } from './stored-segment.js';

/** A slot of a spool, as somebody finds it who only looks. */
export interface SlotContents {
  readonly folder: string;
  /** Who writes there now. */
  readonly owner: SlotOwner | undefined;
  readonly segments: readonly StoredSegment[];
}

/** What lies in the folder of a spool. Nothing is changed. @throws SpoolFolderError where it is none */
export function slotsIn(folder: string, clock: Clock): readonly SlotContents[] {
  const slots = new Slots(folder, clock);
  if (!isFolder(folder)) throw new SpoolFolderError(`${folder}, which is no folder`);
  const [stranger] = slots.strangers();
  if (stranger !== undefined) {
    throw new SpoolFolderError(`${folder}, which has something else in it (${stranger})`);
  }
  return slots.folders.map((slot) => ({
    folder: path.resolve(slot),
    owner: SlotLock.owner(slot, clock.now()),
    segments: segmentsIn(slot),
  }));
}

/** Reads a segment that its client may delete meanwhile: nothing, where it is gone or none of Waybill's. */
export async function messagesOf(segment: StoredSegment): Promise<StoredMessages | undefined> {
  try {
    return await segment.read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
