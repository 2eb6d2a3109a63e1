import { isThenable } from '../base/thenable.js';
import type { MessageType } from '../message/message.js';
import { isCancelation } from './cancelation.js';
import { Context } from './context.js';
import type { PluginLike } from './plugin.js';
import { type Limit, within } from './within.js';

/** What giving a message to a destination once came to. */
export type Attempted =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'filtered' }
  | { readonly kind: 'failed'; readonly cause: unknown };

/** A message, as a destination is given it. */
export interface Attemptable {
  readonly type: MessageType;
  readonly messageId: string;
  /** The message as JSON. */
  readonly text: string;
}

/** Gives a message to a destination plugin once, and waits for what it says. Never rejects. */
export async function attempt(
  plugin: PluginLike,
  { type, messageId: id, text }: Attemptable,
  { number, limit }: { readonly number: number; readonly limit: Limit },
): Promise<Attempted> {
  // A copy for each attempt: what a failed one wrote to its message is gone.
  const context = Context.ofText({ id, attempts: number, text: () => text, logger: undefined });
  try {
    const handler = plugin[type];
    // It was called while the plugin was loaded, which has no handler for it after all.
    if (handler === undefined) return { kind: 'filtered' };
    const given: unknown = handler.call(plugin, context);
    const result = isThenable(given) ? await within(given, limit) : given;
    if (result === null) return { kind: 'filtered' };
    // Whatever else it gives back, it did its work.
    const failure = (Context.isContext(result) ? result : context).failedDelivery();
    return failure === undefined
      ? { kind: 'delivered' }
      : { kind: 'failed', cause: failure.reason };
  } catch (cause) {
    return isCancelation(cause) ? { kind: 'filtered' } : { kind: 'failed', cause };
  }
}

/** Whether an error says that trying again is of no use: it has `retry: false`. */
export function isFinal(cause: unknown): boolean {
  try {
    return cause instanceof Error && (cause as { readonly retry?: unknown }).retry === false;
  } catch {
    // A proxy that was revoked, or a getter that throws.
    return false;
  }
}
