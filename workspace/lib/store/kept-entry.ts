import type { Entry, EntryHead, Outcome } from '../entry/entry.js';
import type { JsonObject } from '../entry/json-object.js';
import type { Problem } from '../entry/problem.js';
import type { Reason } from '../entry/reason.js';

/** An entry before it has a number. */
export interface EntryText extends Omit<EntryHead, 'seq'> {
  /** Its message as JSON. */
  readonly json: string;
}

/** Finds what is wrong with a message. */
export type FindProblems = (
  message: JsonObject,
  verdict: { readonly outcome: Outcome; readonly reason?: Reason },
) => readonly Problem[];

/**
 * An entry in memory: its message as text, which takes a third of the room of objects, and read when somebody looks. So are
 * its problems.
 */
export class KeptEntry implements Entry {
  readonly seq: number;
  readonly source: string;
  readonly receivedAt: string;
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly detail?: string;
  /** The message as JSON. */
  readonly json: string;
  /** Of that. */
  readonly bytes: number;
  readonly #find: FindProblems;
  #problems: readonly Problem[] | undefined;

  constructor(seq: number, entry: EntryText, find: FindProblems) {
    this.seq = seq;
    this.source = entry.source;
    this.receivedAt = entry.receivedAt;
    this.outcome = entry.outcome;
    if (entry.reason !== undefined) this.reason = entry.reason;
    if (entry.detail !== undefined) this.detail = entry.detail;
    this.json = entry.json;
    this.bytes = Buffer.byteLength(entry.json);
    this.#find = find;
  }

  get message(): JsonObject {
    return JSON.parse(this.json) as JsonObject;
  }

  get problems(): readonly Problem[] {
    const { detail, reason } = this;
    this.#problems ??=
      detail === undefined || reason === undefined
        ? this.#find(this.message, this)
        : [{ level: 'error', code: reason, path: '', text: detail }];
    return this.#problems;
  }

  toJSON(): Entry {
    return { ...headOf(this), problems: this.problems, message: this.message };
  }

  /** The entry as JSON, without writing its message again. */
  get text(): string {
    const head = JSON.stringify({ ...headOf(this), problems: this.problems });
    return `${head.slice(0, -1)},"message":${this.json}}`;
  }
}

/** An entry as a line of the log. Problems are found again when it is read. */
export function lineOf(entry: KeptEntry): string {
  return `${JSON.stringify(headOf(entry)).slice(0, -1)},"message":${entry.json}}`;
}

function headOf({ seq, source, receivedAt, outcome, reason, detail }: EntryHead): EntryHead {
  // Nearly all have no more, and this is done for each that comes in.
  if (reason === undefined && detail === undefined) return { seq, source, receivedAt, outcome };
  return {
    seq,
    source,
    receivedAt,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(detail === undefined ? {} : { detail }),
  };
}
