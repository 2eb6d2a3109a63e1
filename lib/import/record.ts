import type { RawMessage } from '../message/call.js';

/** What was read cannot be used: why, and in words. */
export interface RecordProblem {
  readonly kind: ProblemKind;
  readonly text: string;
}

/** Why something that was read is no message. `cut-short` ends a source, everything else one record. */
export type ProblemKind =
  | 'no-json'
  | 'no-utf8'
  | 'too-long'
  | 'no-message'
  | 'columns'
  | 'value'
  | 'cut-short'
  | 'unreadable';

/** How far a source was read: what is read on from here is exactly the rest. */
export interface Position {
  /** The last line that was read, from 1; of a JSON list, its last item. 0 before the first. */
  readonly line: number;
  /** How many bytes of the source were read, unpacked. */
  readonly end: number;
  /** Messages that were read of the line behind `end`, where that has several and not all were read. @default 0 */
  readonly item?: number;
}

/** One message of a source, or what stands where one was expected. */
export interface ImportRecord extends Position {
  /** The name of the source, as it was given. */
  readonly source: string;
  /** What `line` counts. */
  readonly unit: 'line' | 'item';
  /** Of its line, where that has several messages. */
  readonly message?: RawMessage;
  /** Instead of a message. */
  readonly problem?: RecordProblem;
  /** The beginning of what was read, where there is a problem: at most 64 KiB. */
  readonly text?: string;
}

/** A place as people write it: `events.ndjson:17`. */
export function recordPlace({ source, unit, line }: Omit<ImportRecord, 'end'>): string {
  return unit === 'line' ? `${source}:${line}` : `${source}, item ${line}`;
}
