import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const SEGMENT = /^\d{8,15}\.ndjson$/;

/** The files of a workspace's log, oldest first; none, where the folder is no workspace's. */
export function segmentsIn(folder: string): readonly string[] {
  const inLog = segmentFiles(join(folder, 'log'));
  return inLog.length > 0 ? inLog : segmentFiles(folder);
}

function segmentFiles(folder: string): readonly string[] {
  return namesIn(folder)
    .filter((name) => SEGMENT.test(name))
    .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))
    .map((name) => join(folder, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // There is no such folder, and so no log in it.
    return [];
  }
}
