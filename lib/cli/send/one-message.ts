import { ValidationError } from '../../base/errors.js';
import { Analytics } from '../../client/analytics.js';
import type { ViolationEvent } from '../../client/events.js';
import type { AnalyticsOptions } from '../../client/options.js';
import type { RawMessage } from '../../message/call.js';
import type { Outcome } from '../../message/outcome.js';
import { UsageError } from '../terminal.js';
import { flagOf } from './fields.js';

/** What became of the message. */
export interface Sent {
  readonly message: RawMessage;
  readonly messageId: string;
  readonly outcome: Outcome;
  /** The last status that was answered; 0 where there was no answer, undefined where nothing was sent. */
  readonly status: number | undefined;
  readonly attempts: number;
  readonly timeMs: number;
  /** What is not as planned, if anything. */
  readonly violation: ViolationEvent | undefined;
}

export interface SendOptions extends AnalyticsOptions {
  /** Told of each answer that was not the last, in words. */
  readonly onReply: (text: string) => void;
}

/** Sends by a client of its own. @throws UsageError for a message that breaks the Spec */
export async function sendBy(
  message: RawMessage,
  { onReply, ...options }: SendOptions,
): Promise<Sent> {
  const client = new Analytics(options);
  const replies = { last: undefined as number | undefined, count: 0 };
  let violation: ViolationEvent | undefined;
  // Whoever listens is told here what the outcome tells as well.
  client.on('error', () => undefined);
  client.on('violation', (event) => {
    violation = event;
  });
  client.on('http_response', ({ status, attempt }) => {
    replies.last = status;
    replies.count = attempt;
    onReply(`Attempt ${attempt}: ${status === 0 ? 'no answer' : `answered ${status}`} …`);
  });
  const startMs = performance.now();
  const receipt = enqueued(client, message);
  await client.close();
  return {
    message,
    messageId: receipt.messageId,
    outcome: await receipt.outcome,
    status: replies.last,
    attempts: replies.count,
    timeMs: Math.round(performance.now() - startMs),
    violation,
  };
}

function enqueued(client: Analytics, message: RawMessage): ReturnType<Analytics['enqueue']> {
  try {
    return client.enqueue(message);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const { field, expected, found } = error;
    if (found === 'neither userId nor anonymousId') {
      throw new UsageError('There is neither --user-id nor --anonymous-id. Say who it is about.');
    }
    const what = found === 'undefined' ? 'nothing' : found;
    throw new UsageError(`${flagOf(field)} must be ${expected}; found ${what}.`);
  }
}
