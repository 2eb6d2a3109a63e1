import type { RawMessage } from '../message/call.js';
import { messageTypeOf } from '../message/message.js';
import { MessageIds } from './message-id.js';
import type { Piece } from './piece.js';
import type { ImportRecord, Position, ProblemKind } from './record.js';

/** What was read of a text. Records are of one shape, since there are millions. */
export class FoundRecord implements ImportRecord {
  constructor(
    readonly source: string,
    readonly unit: 'line' | 'item',
    readonly line: number,
    readonly end: number,
    readonly item: number | undefined,
    readonly message: RawMessage | undefined,
    readonly problem: ImportRecord['problem'],
    readonly text: string | undefined,
  ) {}
}

export interface FoundOptions {
  readonly source: string;
  readonly unit: 'line' | 'item';
  /** Where reading goes on. */
  readonly from?: Position | undefined;
}

const MAX_TEXT_BYTES = 64 * 1024;

/** Makes records of what was read of a source, and gathers them until they are asked for. */
export class FoundMessages {
  readonly #source: string;
  readonly #unit: 'line' | 'item';
  readonly #ids: MessageIds;
  #records: ImportRecord[] = [];
  /** Messages to leave out of the next piece: they were read before. */
  #itemsBefore: number;

  constructor({ source, unit, from }: FoundOptions) {
    this.#source = source;
    this.#unit = unit;
    this.#ids = new MessageIds(source);
    this.#itemsBefore = from?.item ?? 0;
  }

  /** What was found since it was asked last. */
  take(): readonly ImportRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  /** A value that was read: a message, what holds one, or several of them in a list or the body of a request. */
  found(value: unknown, piece: Piece): void {
    const inner = innerOf(value);
    if (messageTypeOf(value) !== undefined) this.#message(value as RawMessage, piece);
    else if (inner === undefined) this.#wrapped(value, piece);
    else this.#several(inner, piece);
    this.#itemsBefore = 0;
  }

  fault(kind: ProblemKind, why: string, piece: Piece): void {
    const text = piece.block.toString(
      'utf8',
      piece.blockStart,
      Math.min(piece.blockEnd, piece.blockStart + MAX_TEXT_BYTES),
    );
    this.#problem({ kind, text: why }, piece, text);
  }

  #message(message: RawMessage, piece: Piece): void {
    if (lacksId(message)) setId(message, this.#ids.of(String(piece.line), piece.bytes));
    this.#push(piece.line, piece.end, undefined, message);
  }

  /** A line of dead letters, or of a workspace's log. */
  #wrapped(value: unknown, piece: Piece): void {
    const { message, outcome = 'accepted' } = isObject(value) ? value : NOTHING;
    const isMessage = messageTypeOf(message) !== undefined && outcome === 'accepted';
    if (isMessage) this.#message(message as RawMessage, piece);
    else this.fault('no-message', noMessage(value), piece);
  }

  /** Until the last of them was read, the position is before them all, and says how many were. */
  #several(inner: readonly unknown[], piece: Piece): void {
    const { line, start, end } = piece;
    for (let index = this.#itemsBefore; index < inner.length; index += 1) {
      const isLast = index === inner.length - 1;
      const item = isLast ? undefined : index + 1;
      const json = JSON.stringify(inner[index]);
      const message = inner[index] as RawMessage;
      if (messageTypeOf(message) === undefined) {
        const place = { line, end: isLast ? end : start, item };
        this.#problem(
          { kind: 'no-message', text: noMessage(message) },
          place,
          json.slice(0, MAX_TEXT_BYTES),
        );
        continue;
      }
      if (lacksId(message)) setId(message, this.#ids.of(`${line}.${index + 1}`, Buffer.from(json)));
      this.#push(line, isLast ? end : start, item, message);
    }
  }

  #push(line: number, end: number, item: number | undefined, message: RawMessage): void {
    this.#records.push(
      new FoundRecord(this.#source, this.#unit, line, end, item, message, undefined, undefined),
    );
  }

  #problem(problem: ImportRecord['problem'], { line, end, item }: Position, text: string): void {
    this.#records.push(
      new FoundRecord(this.#source, this.#unit, line, end, item, undefined, problem, text),
    );
  }
}

const NOTHING: Readonly<Record<string, unknown>> = {};
const MAX_TYPE_CHARS = 40;

/** Why a value is no message, with what was found in the place of one. */
function noMessage(value: unknown): string {
  if (!isObject(value)) return `is no message: an object is needed; found ${foundText(value)}`;
  const { type, reason, text } = value;
  if (type === undefined && typeof reason === 'string' && typeof text === 'string') {
    return `is a dead letter without a message (${reason.slice(0, MAX_TYPE_CHARS)}): mend its text, and import that`;
  }
  const found =
    typeof type === 'string' ? JSON.stringify(type.slice(0, MAX_TYPE_CHARS)) : foundText(type);
  return `is no message: its type must be one of identify, track, page, screen, group, alias; found ${found}`;
}

function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value)
    ? 'a list'
    : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}

function lacksId({ messageId }: RawMessage): boolean {
  return messageId === undefined || messageId === null;
}

function setId(message: RawMessage, messageId: string): void {
  (message as { messageId?: string }).messageId = messageId;
}

/** The messages of a list, or of what clients post to /v1/batch. */
export function innerOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const { type, batch } = isObject(value) ? value : NOTHING;
  return type === undefined && Array.isArray(batch) ? batch : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
