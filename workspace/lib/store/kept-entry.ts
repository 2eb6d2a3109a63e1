import type { Entry, EntryHead, Outcome } from '../entry/entry.js';
import type { JsonObject } from '../entry/json-object.js';
import type { PlanVerdict } from '../entry/plan-verdict.js';
import type { Problem } from '../entry/problem.js';
import type { Reason } from '../entry/reason.js';

/** An entry before it has a number. */
export interface EntryText extends Omit<EntryHead, 'seq'> {
  /** Its message as JSON. */
  readonly json: string;
}

/** Says what there is to say of messages. Where it says something else from now on, entries are to be assessed anew. */
export interface Assessor {
  /** Finds what is wrong with a message. */
  readonly findProblems: (message: JsonObject, known: KnownOfMessage) => readonly Problem[];
  /** What the tracking plan of its source says of a message. Undefined where no source has a plan. */
  readonly judge?: ((message: JsonObject, source: string) => PlanVerdict | undefined) | undefined;
}

/** What is known of a message beside what is in it. */
export interface KnownOfMessage {
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly plan?: PlanVerdict | undefined;
}

/**
 * An entry in memory: its message as text, which takes a third of the room of objects, and read when somebody looks. Then its
 * problems are found, too.
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
  readonly #assessor: Assessor;
  /** Null until it was judged. */
  #plan: PlanVerdict | undefined | null = null;
  #problems: readonly Problem[] | undefined;

  constructor(seq: number, entry: EntryText, assessor: Assessor) {
    this.seq = seq;
    this.source = entry.source;
    this.receivedAt = entry.receivedAt;
    this.outcome = entry.outcome;
    if (entry.reason !== undefined) this.reason = entry.reason;
    if (entry.detail !== undefined) this.detail = entry.detail;
    this.json = entry.json;
    this.bytes = Buffer.byteLength(entry.json);
    this.#assessor = assessor;
  }

  get message(): JsonObject {
    return JSON.parse(this.json) as JsonObject;
  }

  get problems(): readonly Problem[] {
    this.#problems ??= this.#findProblems();
    return this.#problems;
  }

  /** What the tracking plan of its source says. */
  get plan(): PlanVerdict | undefined {
    if (this.#assessor.judge === undefined) return undefined;
    return this.#plan === null ? this.judge(this.message) : this.#plan;
  }

  /** Has its message judged, which the caller has as an object anyhow. */
  judge(message: JsonObject): PlanVerdict | undefined {
    const { judge } = this.#assessor;
    this.#plan = this.outcome === 'accepted' ? judge?.(message, this.source) : undefined;
    return this.#plan;
  }

  /** Forgets what was said of it, since something else may be by now. */
  reassess(): void {
    this.#plan = null;
    this.#problems = undefined;
  }

  #findProblems(): readonly Problem[] {
    const { detail, reason } = this;
    if (detail !== undefined && reason !== undefined) {
      return [{ level: 'error', code: reason, path: '', text: detail }];
    }
    const { message } = this;
    if (this.#plan === null) this.judge(message);
    return this.#assessor.findProblems(message, this);
  }

  toJSON(): Entry {
    return { ...this.#head, message: this.message };
  }

  /** The entry as JSON, without writing its message again. */
  get text(): string {
    const head = JSON.stringify(this.#head);
    return `${head.slice(0, -1)},"message":${this.json}}`;
  }

  get #head(): Omit<Entry, 'message'> {
    const { problems, plan } = this;
    return { ...headOf(this), problems, ...(plan === undefined ? {} : { plan }) };
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
