import { Writable } from 'node:stream';
import { AnalyticsError } from '../base/errors.js';
import type { RawMessage } from '../message/call.js';
import type { Intake } from './intake.js';

/** How a stream of messages is taken. */
export interface WritableOptions {
  /** Told of each message that is not taken, instead of an end of the stream with an error. */
  readonly onRefused?: ((message: RawMessage, error: Error) => unknown) | undefined;
  /** How many messages the stream itself may hold, as of any stream. @default 16 */
  readonly highWaterMark?: number | undefined;
}

/** The stream of `Analytics.writable()`. */
export function writableInto(intake: Intake, options: WritableOptions = {}): Writable {
  const { onRefused, highWaterMark } = options;
  let count = 0;
  const take = (message: RawMessage): Error | undefined => {
    count += 1;
    const taken = intake.take(message);
    if ('receipt' in taken) return undefined;
    const error = new AnalyticsError(
      `${nameOf(message, count)} was not taken: ${taken.error.message}`,
      { code: taken.reason, cause: taken.error },
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
