import { systemClock } from '../../base/clock.js';
import { AnalyticsError } from '../../base/errors.js';
import { Analytics } from '../../client/analytics.js';
import type { DeadLetterFunction } from '../../client/options.js';
import { DeadLetterFile } from '../../dead-letters/dead-letter-file.js';
import { lettersOf } from '../../dead-letters/letters-of.js';
import type { RawMessage } from '../../message/call.js';
import type { SpoolRecord } from '../../spool/record-line.js';
import { fingerprintOf } from '../../spool/segment-header.js';
import { Slot } from '../../spool/slot.js';
import { type ConnectionFlags, resolveConnection } from '../connection.js';
import { counted } from '../counted.js';
import { watchEndpoint } from '../import/watch-endpoint.js';
import { type Terminal, UsageError } from '../terminal.js';
import { type FoundSegment, openContents, segmentsOf } from './contents.js';

export interface DrainFlags extends ConnectionFlags {
  readonly anyKey?: boolean;
  readonly deadLetters?: string;
  readonly json?: boolean;
}

export interface DrainTask {
  readonly folder: string;
  readonly flags: DrainFlags;
  readonly terminal: Terminal;
  readonly nowMs?: () => number;
}

interface Account {
  delivered: number;
  /** Refused, and in the file of dead letters. */
  dropped: number;
  /** Not delivered, and in the spool as before. */
  left: number;
  /** In slots of clients that are running. */
  inUse: number;
  /** Of another write key. */
  foreign: number;
}

/** Sends what lies in a spool. Gives the exit code. @throws UsageError */
export async function drain({
  folder,
  flags,
  terminal,
  nowMs = () => systemClock.now(),
}: DrainTask): Promise<number> {
  const slots = openContents(folder);
  const { writeKey, host, path } = await resolveConnection(flags);
  const letters = flags.deadLetters === undefined ? undefined : openLetters(flags.deadLetters);
  const deadLetter = letters === undefined ? undefined : keepRefused(letters);
  const client = clientFor({ writeKey, host, path, deadLetter });
  tellOfFaults(client, { terminal, nowMs });
  const account: Account = { delivered: 0, dropped: 0, left: 0, inUse: 0, foreign: 0 };
  const source = flags.anyKey === true ? undefined : fingerprintOf(writeKey);
  try {
    for (const contents of slots) {
      const slot = Slot.take(contents.folder, systemClock);
      for await (const found of segmentsOf(contents)) {
        const { records, header } = found;
        if (source !== undefined && header.source !== source) account.foreign += records.length;
        else if (slot === undefined) account.inUse += records.length;
        else
          await drainSegment(client, found, {
            account,
            keepsRefused: flags.deadLetters === undefined,
          });
        terminal.progress(`${counted(account.delivered, 'message')} delivered`);
      }
      slot?.release();
    }
  } finally {
    terminal.progress('');
    await client.close();
    letters?.close();
  }
  terminal.write(flags.json === true ? `${JSON.stringify(account)}\n` : textOf(account));
  return account.dropped + account.left + account.inUse + account.foreign > 0 ? 1 : 0;
}

function openLetters(path: string): DeadLetterFile {
  try {
    return new DeadLetterFile(path);
  } catch (error) {
    if (!AnalyticsError.isAnalyticsError(error)) throw error;
    throw new UsageError(error.message);
  }
}

/** What was not refused is still in the spool, and no dead letter. */
function keepRefused(letters: DeadLetterFile): DeadLetterFunction {
  return (messages, reason, error) => {
    if (reason !== 'refused') return;
    const nowMs = systemClock.now();
    for (const letter of lettersOf(messages, { reason, error, nowMs })) letters.add(letter);
  };
}

function clientFor(options: ConstructorParameters<typeof Analytics>[0] & object): Analytics {
  try {
    return new Analytics({ ...options, onInvalid: 'drop' });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** An outage that lasts is told, since nothing else shows until it ends. */
function tellOfFaults(
  client: Analytics,
  { terminal, nowMs }: Pick<DrainTask, 'terminal'> & { readonly nowMs: () => number },
): void {
  const watch = watchEndpoint({
    client,
    say: (line) => terminal.complain(`${line}\n`),
    nowMs,
    meanwhile: 'It is tried again. What is not delivered stays in the spool, also after Ctrl+C.',
  });
  client.on('http_response', () => watch.look());
}

async function drainSegment(
  client: Analytics,
  { segment, records, damaged }: FoundSegment,
  { account, keepsRefused }: { readonly account: Account; readonly keepsRefused: boolean },
): Promise<void> {
  const sent = records.map((record) => ({ record, outcome: enqueued(client, record) }));
  await client.flush();
  const done: SpoolRecord[] = [];
  for (const { record, outcome } of sent) {
    const ended = await outcome;
    const isDelivered = ended.status === 'delivered';
    const isRefused = ended.status === 'dropped' && ended.reason === 'refused';
    if (isDelivered) account.delivered += 1;
    else if (isRefused && !keepsRefused) account.dropped += 1;
    else account.left += 1;
    if (isDelivered || (isRefused && !keepsRefused)) done.push(record);
  }
  if (done.length === records.length) await segment.finish({ isDamaged: damaged > 0 });
  else if (done.length > 0) await segment.done(done.map(({ ordinal }) => ordinal));
}

function enqueued(client: Analytics, { json }: SpoolRecord) {
  return client.enqueue(JSON.parse(json.toString()) as RawMessage).outcome;
}

function textOf({ delivered, dropped, left, inUse, foreign }: Account): string {
  const rest = [
    [dropped, 'refused, and in the file of dead letters'],
    [left, 'not delivered: still in the spool'],
    [inUse, 'left to the client that is running'],
    [foreign, 'of another write key: left there'],
  ] as const;
  const lines = rest
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${counted(count, 'message')} ${what}\n`);
  return `${counted(delivered, 'message')} delivered\n${lines.join('')}`;
}
