import { isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
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

/** Writes the span in which a message is called into its context, unless it names one already. Gives what ends it. */
export function traceIdsOf(client: Analytics): () => void {
  /** The callers of messages that are not settled: one may have to wait for its plugins, which run in another turn then. */
  const callers = new Map<string, SpanContext>();
  const forget = ({ messages }: { readonly messages: ObservedMessages }): void => {
    for (const { messageId } of messages) callers.delete(messageId);
  };
  const unsubscribe = subscribeTo(client, {
    'waybill:accepted': ({ message }) => {
      const caller = trace.getActiveSpan()?.spanContext();
      if (caller !== undefined) callers.set(message.messageId, caller);
    },
    'waybill:delivered': forget,
    'waybill:dropped': forget,
    'waybill:spooled': forget,
  });
  const write = <Given extends Writable>(context: Given): Given => {
    const caller = callers.get(context.id) ?? trace.getActiveSpan()?.spanContext();
    if (caller === undefined || !isSpanContextValid(caller)) return context;
    if (context.event.context?.['traceId'] !== undefined) return context;
    context.updateEvent('context.traceId', caller.traceId);
    context.updateEvent('context.spanId', caller.spanId);
    return context;
  };
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
  client.register(plugin).catch(() => undefined);
  return () => {
    unsubscribe();
    callers.clear();
    client.deregister(NAME).catch(() => undefined);
  };
}
