import type { RawMessage } from '../message/call.js';

/** What was read cannot be used: why, and in words. */
export interface RecordProblem {
  readonly kind: ProblemKind;
  readonly text: string;
}

/**
 * Why something that was read is no message: no JSON, no UTF-8, more bytes than a message may have, JSON that is none of the six
 * calls, a row with too few columns or with a value of another type; or a source that ends too early or can't be read on.
 */
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
  /** Messages that were read of what is behind `end`, where one line has several and not all were read. */
  readonly item?: number | undefined;
}

/** One message of a source, or what stands where one was expected. */
export interface ImportRecord extends Position {
  /** The name of the source, as it was given. */
  readonly source: string;
  /** What `line` counts. */
  readonly unit: 'line' | 'item';
  readonly message?: RawMessage | undefined;
  /** Instead of a message. */
  readonly problem?: RecordProblem | undefined;
  /** The beginning of what was read, where there is a problem: at most 64 KiB. */
  readonly text?: string | undefined;
}

/** A place as people write it: `events.ndjson:17`. */
export function recordPlace({
  source,
  unit,
  line,
}: Pick<ImportRecord, 'source' | 'unit' | 'line'>): string {
  return unit === 'line' ? `${source}:${line}` : `${source}, item ${line}`;
}

/** Whether a message says when it happened: otherwise it happens when it is imported. */
export function isDated(message: RawMessage | undefined): boolean {
  return message?.timestamp !== undefined && message.timestamp !== null;
}
