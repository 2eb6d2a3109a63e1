import type { RawMessage } from '../message/call.js';
import type { ImportReport } from './import-report.js';
import type { ImportRecord, Position } from './record.js';

/** What becomes of an import on its way, and who is told. */
export interface ImportOptions {
  /**
   * The name of what is imported, where messages are handed in that have no source. With a name, messages without a
   * `messageId` get one that is made of the name, their place and their content, so that a repeated import repeats no event.
   */
  readonly source?: string | undefined;
  /** How many messages a second are sent at most, evenly; above 0. @default as many as the endpoint takes */
  readonly rate?: number | undefined;
  /** Checks every message as the client does, and sends nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /** Skips what happened before: a Date, or a text in ISO 8601. A message without a timestamp happens now. */
  readonly since?: Date | string | undefined;
  /** Skips what happened then or later. */
  readonly until?: Date | string | undefined;
  /** Skips messages for which it gives false. Called before `map`. */
  readonly filter?: ((message: RawMessage, record: ImportRecord) => boolean) | undefined;
  /** Gives the message that is sent instead; nothing, and the message is skipped. */
  readonly map?:
    | ((message: RawMessage, record: ImportRecord) => RawMessage | null | undefined)
    | undefined;
  /** Stops at the first record that is no message or was not delivered. @default false */
  readonly failFast?: boolean | undefined;
  /** Stops reading when it is aborted. What is under way is finished, and the report says where it stopped. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each record that was not delivered, in their order, before a checkpoint is behind it. */
  readonly onDeadLetter?: ((lost: LostRecord) => unknown) | undefined;
  /** Told now and then how far it is. What it promises is waited for. */
  readonly onProgress?: ((report: ImportReport) => unknown) | undefined;
  /** How often, in milliseconds; 10 to 3 600 000. @default 250 */
  readonly progressInterval?: number | undefined;
  /** Told now and then up to where everything is settled, and at the end. What it promises is waited for. */
  readonly onCheckpoint?: ((checkpoint: Checkpoint) => unknown) | undefined;
  /** How often, in milliseconds; 10 to 3 600 000. @default 1_000 */
  readonly checkpointInterval?: number | undefined;
}

/** A record that was not delivered. */
export interface LostRecord {
  /** With the message as it was to be sent, where there is one. */
  readonly record: ImportRecord;
  /** What was wrong with the record, or a reason of drops. */
  readonly reason: string;
  /** What happened, in words. */
  readonly error: string;
  /** What the endpoint answered last, where it answered. */
  readonly reply?: { readonly status: number };
}

/** Up to where everything is settled. The account is that of all records before it, and of no other. */
export interface Checkpoint {
  /** The source that was read last. All sources before it are settled; absent before the first record is. */
  readonly source?: string | undefined;
  /** Up to where in it: `readRecords` goes on there. */
  readonly position: Position;
  readonly account: ImportReport['account'];
}
