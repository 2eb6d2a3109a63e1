import type { AnalyticsOptions } from '../../client/options.js';
import type { Payload, Reply, Transport } from '../../delivery/transport.js';
import type { RawMessage } from '../../message/call.js';
import type { MessageType } from '../../message/message.js';
import { type Connection, resolveConnection } from '../connection.js';
import { openPlan } from '../plan/open-plan.js';
import type { Terminal } from '../terminal.js';
import type { SendFlags } from './fields.js';
import { sendBy } from './one-message.js';
import { rawMessage } from './raw-message.js';
import { reportJson, reportText } from './report.js';
import { type SendSurroundings, surroundingsOfProcess } from './surroundings.js';

export interface SendTask {
  readonly call: MessageType;
  readonly flags: SendFlags;
  readonly terminal: Terminal;
  readonly surroundings?: SendSurroundings;
}

/** Somebody waits for it: a client in a program is more patient. */
const RETRIES = 3;
const LONGEST_WAIT_MS = 60_000;

/** Sends one message, or prints it. Gives the exit code. @throws UsageError */
export async function send(task: SendTask): Promise<number> {
  const { call, flags, surroundings = surroundingsOfProcess() } = task;
  const message = await rawMessage(call, flags, surroundings.readInput);
  return flags.dryRun === true
    ? printMessage(task, message)
    : sendMessage(task, message, await resolveConnection(flags, surroundings));
}

async function sendMessage(
  { flags, terminal }: SendTask,
  message: RawMessage,
  connection: Connection,
): Promise<number> {
  const { writeKey, host, path } = connection;
  terminal.progress(`Sending to ${host} …`);
  const sent = await sendBy(message, {
    ...optionsOf(flags),
    writeKey,
    host,
    path,
    onReply: (text) => terminal.progress(text),
  });
  terminal.progress('');
  const report = { sent, connection };
  terminal.write(flags.json === true ? reportJson(report) : reportText(report, terminal.columns));
  return sent.outcome.status === 'delivered' ? 0 : 1;
}

async function printMessage({ flags, terminal }: SendTask, message: RawMessage): Promise<number> {
  const written = new WrittenMessage();
  const sent = await sendBy(message, {
    ...optionsOf(flags),
    writeKey: 'none',
    transport: written,
    onReply: () => undefined,
  });
  if (written.message === undefined) {
    const report = { sent, connection: undefined };
    terminal.write(flags.json === true ? reportJson(report) : reportText(report, terminal.columns));
    return 1;
  }
  terminal.write(`${JSON.stringify(written.message, null, 2)}\n`);
  if (flags.json !== true) terminal.complain('Nothing was sent: this is --dry-run.\n');
  return 0;
}

function optionsOf(flags: SendFlags): Omit<AnalyticsOptions, 'writeKey'> {
  const planned =
    flags.plan === undefined
      ? {}
      : { plan: { plan: openPlan(flags.plan), onViolation: 'block' as const } };
  return {
    ...planned,
    onInvalid: 'throw',
    maxRetries: flags.retries ?? RETRIES,
    closeTimeout: LONGEST_WAIT_MS,
  };
}

/** Takes a message and sends it nowhere. */
class WrittenMessage implements Transport {
  message: unknown;

  send({ body }: Payload): Promise<Reply> {
    const { batch } = JSON.parse(body.toString('utf8')) as { readonly batch: readonly unknown[] };
    this.message = batch[0];
    return Promise.resolve({ status: 200, headers: {} });
  }
}
