import type { RawMessage } from '../message/call.js';
import type { ImportOptions } from './import-options.js';
import type { ImportRecord } from './record.js';

/** Nothing, where a message is not wanted. @throws what `filter` and `map` throw */
export type Select = (message: RawMessage, record: ImportRecord) => RawMessage | undefined;

/** Makes what says which messages are sent, and as what; nothing, where all are, as they are. */
export function selectionOf(options: ImportOptions, now: () => number): Select | undefined {
  const { since, until, filter, map } = options;
  if ([since, until, filter, map].every((one) => one === undefined)) return undefined;
  const fromMs = since === undefined ? Number.NEGATIVE_INFINITY : new Date(since).getTime();
  const toMs = until === undefined ? Number.POSITIVE_INFINITY : new Date(until).getTime();
  const isTimed = since !== undefined || until !== undefined;
  return (message, record) => {
    if (isTimed) {
      const atMs = timeOf(message, now);
      // What is no time is for the client to refuse.
      if (atMs < fromMs || atMs >= toMs) return undefined;
    }
    if (filter !== undefined && !filter(message, record)) return undefined;
    return map === undefined ? message : (map(message, record) ?? undefined);
  };
}

function timeOf({ timestamp }: RawMessage, now: () => number): number {
  if (timestamp === undefined || timestamp === null) return now();
  return timestamp instanceof Date ? timestamp.getTime() : Date.parse(timestamp);
}
