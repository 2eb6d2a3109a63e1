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
import type { ObservedMessage, ObservedMessages } from '../../client/observed-message.js';
import { subscribeTo } from '../subscriptions.js';
import { errorTypeOf, serverOf } from './http-attributes.js';

/** The key by which the SDK and its instrumentation know that they are not to trace. It is the same for every copy of it. */
const SUPPRESS_TRACING = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');
/** The SDK keeps no more of a span. */
const MOST_LINKS = 128;

const CALLER = Symbol('waybill.caller');

/** The span in which a message was called is kept with it. */
type Called = ObservedMessage & { [CALLER]?: SpanContext };

/** Makes a span of each request, linked to those in which its messages were called. Gives what ends it, and open spans. */
export function traceRequests(
  client: Analytics,
  tracer: Tracer,
  attributes: Attributes,
): () => void {
  const open = new Map<RequestTold, Span>();
  const unsubscribe = subscribeTo(client, {
    'waybill:accepted': (accepted) => {
      const caller = trace.getActiveSpan()?.spanContext();
      if (caller !== undefined) (accepted.message as Called)[CALLER] = caller;
    },
    'waybill:request': (request) => {
      const span = tracer.startSpan(
        `send ${serverOf(request.url)['server.address']}`,
        {
          kind: SpanKind.CLIENT,
          // Whoever called first has nothing to do with when the batch leaves.
          root: true,
          links: linksOf(request.messages),
          attributes: attributesOf(request, attributes),
        },
        ROOT_CONTEXT,
      );
      open.set(request, span);
      const inside = trace.setSpan(ROOT_CONTEXT, span).setValue(SUPPRESS_TRACING, true);
      const { around } = request;
      request.around = (send) =>
        context.with(inside, () => (around === undefined ? send() : around(send)));
    },
    'waybill:reply': (reply) => {
      const span = open.get(reply.request);
      if (span === undefined) return;
      open.delete(reply.request);
      end(span, reply);
    },
  });
  return () => {
    unsubscribe();
    for (const span of open.values()) span.end();
    open.clear();
  };
}

/** One for each span: one that was read from several headers has several contexts. */
function linksOf(messages: ObservedMessages): Link[] {
  const links = new Map<string, Link>();
  let last: SpanContext | undefined;
  for (const message of messages.known()) {
    const caller = (message as Called)[CALLER];
    // Most calls of a span follow one another.
    if (caller === undefined || caller === last) continue;
    last = caller;
    if (!isSpanContextValid(caller)) continue;
    links.set(`${caller.traceId}-${caller.spanId}`, { context: caller });
    if (links.size === MOST_LINKS) break;
  }
  return [...links.values()];
}

function attributesOf(request: RequestTold, attributes: Attributes): Attributes {
  const { url, method, attempt, messages, bytes, destination } = request;
  const all: Attributes = {
    ...attributes,
    ...serverOf(url),
    'http.request.method': method,
    'url.full': url,
    'http.request.body.size': bytes,
    'messaging.system': 'waybill',
    'messaging.operation.name': 'send',
    'messaging.operation.type': 'send',
    'messaging.batch.message_count': messages.length,
  };
  if (attempt > 1) all['http.request.resend_count'] = attempt - 1;
  if (destination !== undefined) all['waybill.destination'] = destination;
  return all;
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
