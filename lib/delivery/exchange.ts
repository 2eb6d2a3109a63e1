import type { Clock } from '../base/clock.js';
import { LIMITS } from '../message/limits.js';
import type { Payload, Reply, Transport } from './transport.js';

/** How a request ended: with a status, or without one. */
export type Answer =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly statusText: string | undefined;
      readonly headers: Readonly<Record<string, string>>;
      /** The beginning of the reply's body, 64 KiB at most. */
      readonly body: Buffer;
    }
  | { readonly kind: 'failure'; readonly error: unknown; readonly isTimeout: boolean };

export interface ExchangeOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** For everything: connecting, the request, the reply and its body. */
  readonly timeoutMs: number;
}

/**
 * Makes one request and reads the beginning of its reply, under one deadline that holds even for a transport that ignores
 * its signal. Once a status was seen nothing that happens to the body matters. Never rejects.
 */
export async function exchange(
  payload: Payload,
  signal: AbortSignal,
  { transport, clock, timeoutMs }: ExchangeOptions,
): Promise<Answer> {
  const controller = new AbortController();
  let isTimeout = false;
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  // Whoever waits for it sees it; when nobody does any more, nobody has to.
  ended.catch(() => undefined);
  const stop = (): void => controller.abort(new Error('The client was closed.'));
  const timer = clock.after(timeoutMs, () => {
    isTimeout = true;
    controller.abort(new Error(`No complete reply within ${timeoutMs} ms.`));
  });
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    const sent = transport.send(payload, controller.signal);
    const reply = await Promise.race([sent, ended]);
    const body = await readStart(reply, ended);
    // A transport of the program's own may leave the headers out, whatever its type says.
    const { status, statusText, headers = {} } = reply;
    return { kind: 'reply', status, statusText, headers, body };
  } catch (error) {
    // node-fetch reports an abort without its reason.
    const cause: unknown = controller.signal.aborted ? controller.signal.reason : error;
    return { kind: 'failure', error: cause, isTimeout };
  } finally {
    timer.cancel();
    signal.removeEventListener('abort', stop);
  }
}

/** The beginning of an answer's body as text, as much as an error may quote. Masked first: a cut might hide a secret. */
export function quoteReply(answer: Answer, mask: (text: string) => string): string {
  if (answer.kind === 'failure') return '';
  return mask(answer.body.toString('utf8')).slice(0, LIMITS.quotedCharacters);
}

async function readStart(reply: Reply, ended: Promise<never>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let iterator: AsyncIterator<Uint8Array | string> | undefined;
  try {
    iterator = reply.body?.[Symbol.asyncIterator]();
    while (iterator !== undefined && bytes < LIMITS.replyBytes) {
      const next = await Promise.race([iterator.next(), ended]);
      if (next.done) return Buffer.concat(chunks);
      const chunk = Buffer.from(next.value as Uint8Array).subarray(0, LIMITS.replyBytes - bytes);
      chunks.push(chunk);
      bytes += chunk.length;
    }
  } catch {
    // The status stands, whatever becomes of the body.
  }
  leave(iterator);
  return Buffer.concat(chunks);
}

/** Ends the reading of a body early. A body of the program's own may do so in any way, or not at all. */
function leave(iterator: AsyncIterator<unknown> | undefined): void {
  void (async () => iterator?.return?.())().catch(() => undefined);
}
