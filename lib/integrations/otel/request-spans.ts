import {
  type Attributes,
  context,
  createContextKey,
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { Analytics } from '../../client/analytics.js';
import type { ReplyTold, RequestTold } from '../../client/channels.js';
import type { ObservedMessage } from '../../client/observed-message.js';
import { subscribeTo } from '../subscriptions.js';
import { errorTypeOf, serverOf } from './http-attributes.js';

/** The key by which the SDK and its instrumentation know that they are not to trace. It is the same for every copy of it. */
const SUPPRESS_TRACING = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');
/** The SDK keeps no more of a span. */
const MOST_LINKS = 128;

const CALLER = Symbol('waybill.caller');

/** The span in which a message was called is kept with it. */
type Called = ObservedMessage & { [CALLER]?: SpanContext };

/** Makes a span of each request, linked to those in which its messages were called. Gives what ends it. */
export function traceRequests(
  client: Analytics,
  tracer: Tracer,
  attributes: Attributes,
): () => void {
  const spans = new WeakMap<RequestTold, Span>();
  return subscribeTo(client, {
    'waybill:accepted': ({ message }) => {
      const caller = trace.getActiveSpan()?.spanContext();
      if (caller !== undefined) (message as Called)[CALLER] = caller;
    },
    'waybill:request': (request) => {
      const { hostname } = new URL(request.url);
      const span = tracer.startSpan(
        `send ${hostname}`,
        {
          kind: SpanKind.CLIENT,
          // Whoever called first has nothing to do with when the batch leaves.
          root: true,
          links: linksOf(request.messages),
          attributes: { ...attributes, ...attributesOf(request) },
        },
        ROOT_CONTEXT,
      );
      spans.set(request, span);
      const inside = trace.setSpan(ROOT_CONTEXT, span).setValue(SUPPRESS_TRACING, true);
      const { around } = request;
      request.around = (send) =>
        context.with(inside, () => (around === undefined ? send() : around(send)));
    },
    'waybill:reply': (reply) => {
      const span = spans.get(reply.request);
      if (span !== undefined) end(span, reply);
    },
  });
}

function linksOf(messages: readonly ObservedMessage[]): Link[] {
  const links = new Map<string, Link>();
  for (const message of messages) {
    const caller = (message as Called)[CALLER];
    if (caller === undefined || !isSpanContextValid(caller)) continue;
    links.set(`${caller.traceId} ${caller.spanId}`, { context: caller });
    if (links.size === MOST_LINKS) break;
  }
  return [...links.values()];
}

function attributesOf({ url, method, attempt, messages, ...rest }: RequestTold): Attributes {
  return {
    'http.request.method': method,
    'url.full': url,
    ...serverOf(url),
    'http.request.body.size': rest.bytes,
    ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
    'messaging.system': 'waybill',
    'messaging.operation.name': 'send',
    'messaging.operation.type': 'send',
    'messaging.batch.message_count': messages.length,
    ...(rest.destination === undefined ? {} : { 'waybill.destination': rest.destination }),
  };
}

function end(span: Span, reply: ReplyTold): void {
  const errorType = errorTypeOf(reply);
  if (reply.status !== undefined) span.setAttribute('http.response.status_code', reply.status);
  if (errorType !== undefined) {
    span.setAttribute('error.type', errorType);
    const message = reply.error?.message;
    span.setStatus({
      code: SpanStatusCode.ERROR,
      ...(message === undefined ? {} : { message }),
    });
  }
  span.end();
}
