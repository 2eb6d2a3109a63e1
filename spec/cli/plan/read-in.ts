import { placeText } from '../../../lib/cli/plan/messages/place.js';
import { type ReadTask, readMessages } from '../../../lib/cli/plan/messages/read-messages.js';
import { faultLines } from '../../../lib/cli/plan/messages/reading.js';
import type { Folder } from './a-folder.js';

/** Reads, and tells the event of each message with its place in a folder, and what could not be used. */
export async function readIn(
  folder: Folder,
  inputs: readonly string[],
  given: Partial<ReadTask> = {},
) {
  const events: string[] = [];
  const progress: string[] = [];
  const terminal = {
    write: () => undefined,
    complain: () => undefined,
    progress: (line: string) => void progress.push(line),
  };
  const report = await readMessages({
    inputs,
    terminal,
    onMessage: ({ event }, place) => {
      events.push(`${String(event)} ${placeText(place).replace(folder.path, '')}`);
    },
    ...given,
  });
  const faults = faultLines(report).map((line) => line.replaceAll(folder.path, ''));
  return { events, faults, progress, report };
}

/** The same of a file with these contents. */
export function readFileIn(folder: Folder, contents: string | Buffer) {
  return readIn(folder, [folder.write('events.ndjson', contents)]);
}
