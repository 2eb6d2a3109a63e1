import { isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import { ValidationError } from '../../base/errors.js';
import type { Analytics } from '../../client/analytics.js';
import type { ObservedMessages } from '../../client/observed-message.js';
import { subscribeTo } from '../subscriptions.js';

const NAME = 'waybill-otel';

/** The context of a plugin, as much of it as is used. */
interface Writable {
  readonly id: string;
  readonly event: { readonly context?: Readonly<Record<string, unknown>> | undefined };
  updateEvent(path: string, value: unknown): unknown;
}

/**
 * Writes the span in which a message is called into its context, unless it names one already. Gives what ends it.
 * @throws ValidationError for a client that has it already.
 */
export function traceIdsOf(client: Analytics): () => void {
  /** Who called messages, or that nobody did: where they have to wait, plugins run in another turn. */
  const callers = new Map<string, SpanContext | undefined>();
  const forget = ({ messages }: { readonly messages: ObservedMessages }): void => {
    for (const { messageId } of messages.known()) callers.delete(messageId);
  };
  const write = <Given extends Writable>(context: Given): Given => {
    const { id } = context;
    // It is accepted when its plugins are done, unless they take time.
    const caller = callers.has(id) ? callers.get(id) : activeCaller();
    callers.delete(id);
    if (caller === undefined || !isSpanContextValid(caller)) return context;
    if (context.event.context?.['traceId'] !== undefined) return context;
    context.updateEvent('context.traceId', caller.traceId);
    context.updateEvent('context.spanId', caller.spanId);
    return context;
  };
  register(client, write);
  const unsubscribe = subscribeTo(client, {
    'waybill:accepted': ({ message }) => {
      callers.set(message.messageId, activeCaller());
    },
    'waybill:delivered': forget,
    'waybill:dropped': forget,
    'waybill:spooled': forget,
  });
  return () => {
    unsubscribe();
    // Messages on their way still pass the plugin, and have their callers until then.
    const forgetAll = (): void => callers.clear();
    client.deregister(NAME).then(forgetAll, forgetAll);
  };
}

function register(client: Analytics, write: <Given extends Writable>(context: Given) => Given) {
  const plugin = {
    name: NAME,
    type: 'enrichment',
    onError: 'send',
    identify: write,
    track: write,
    page: write,
    screen: write,
    group: write,
    alias: write,
  } as const;
  try {
    client.register(plugin).catch(() => undefined);
  } catch {
    // Nothing is wrong with this plugin but that the client has it.
    throw new ValidationError({
      code: 'invalid',
      call: 'observe',
      field: 'traceIds',
      found: 'true',
      expected: 'left out: this client is observed with traceIds already; end that first',
    });
  }
}

function activeCaller(): SpanContext | undefined {
  return trace.getActiveSpan()?.spanContext();
}
