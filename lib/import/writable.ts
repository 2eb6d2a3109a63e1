import { Writable } from 'node:stream';
import type { Intake } from '../client/intake.js';
import type { RawMessage } from '../message/call.js';
import { ImportError } from './import-error.js';
import { type ImportClient, intakeOf } from './intake-of.js';

/** How a stream of messages is taken. */
export interface WritableOptions {
  /** Told of each message that is not taken, instead of an end of the stream with an error. */
  readonly onRefused?: ((message: RawMessage, error: Error) => unknown) | undefined;
  /** How many messages the stream itself may hold, as of any stream. @default 16 */
  readonly highWaterMark?: number | undefined;
}

/**
 * A stream in object mode that takes raw messages, and waits while the client has no room: whatever is piped into it goes as fast
 * as messages are delivered. It is finished when everything that it took is settled. A message that is not taken ends it with an
 * error that names the message, unless `onRefused` is given. The client stays open.
 *
 * @example
 * await pipeline(createReadStream('rows.csv'), parser, toMessages, writable(analytics));
 */
export function writable(client: ImportClient, options: WritableOptions = {}): Writable {
  const intake = intakeOf(client, 'writable');
  const { onRefused, highWaterMark } = options;
  let count = 0;
  const take = (message: RawMessage): Error | undefined => {
    count += 1;
    const taken = intake.take(message);
    if ('receipt' in taken) return undefined;
    const error = new ImportError(
      `${nameOf(message, count)} was not taken: ${taken.error.message}`,
      taken.error,
    );
    if (onRefused === undefined || taken.reason === 'closed') return error;
    onRefused(message, error);
    return undefined;
  };
  return new Writable({
    objectMode: true,
    ...(highWaterMark !== undefined && { highWaterMark }),
    write(message: RawMessage, _encoding, done) {
      withRoom(intake, done, () => take(message));
    },
    final(done) {
      intake.flush().then(() => done(), done);
    },
  });
}

/** Does the work as soon as there is room, and says how it went. */
function withRoom(
  intake: Intake,
  done: (error?: Error | null) => void,
  work: () => Error | undefined,
): void {
  const { bound } = intake;
  if (intake.isBelow(bound)) done(work());
  else intake.whenBelow(bound).then(work).then(done, done);
}

function nameOf(message: RawMessage | null | undefined, count: number): string {
  const id = message?.messageId;
  return typeof id === 'string' ? `Message ${count} (${id.slice(0, 99)})` : `Message ${count}`;
}
