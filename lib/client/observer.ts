import type { Attempt, DeliveryObserver } from '../delivery/delivery.js';
import { type Answer, quoteReply } from '../delivery/exchange.js';
import { Secrets } from '../delivery/secrets.js';
import type { HttpRequestEvent, HttpResponseEvent } from './events.js';
import type { Host } from './host.js';
import type { Listeners } from './listeners.js';
import type { Counters } from './stats.js';

export interface ObserverOptions {
  readonly listeners: Listeners;
  readonly counters: Counters;
  readonly host: Host;
  readonly writeKey: string;
}

/** Counts requests, and tells listeners of them without the secrets in them. */
export function observeRequests({
  listeners,
  counters,
  host,
  writeKey,
}: ObserverOptions): DeliveryObserver {
  return {
    requested(attempt: Attempt): void {
      counters.requests += 1;
      if (attempt.number > 1) counters.retried += 1;
      if (!listeners.isHeard('http_request')) return;
      listeners.emit('http_request', requestEvent(attempt, writeKey));
    },
    answered(attempt: Attempt, answer: Answer, durationMs: number): void {
      const { number, messages } = attempt;
      const status = answer.kind === 'reply' ? answer.status : 'no reply';
      host.log(
        'debug',
        `${messages} messages, attempt ${number}: ${status} after ${durationMs} ms`,
      );
      if (!listeners.isHeard('http_response')) return;
      listeners.emit('http_response', responseEvent(attempt, answer, durationMs, writeKey));
    },
  };
}

function secretsOf(attempt: Attempt, writeKey: string): Secrets {
  const secrets = new Secrets(writeKey);
  secrets.addAuthorization(attempt.payload.headers['authorization'] ?? '');
  return secrets;
}

function requestEvent(attempt: Attempt, writeKey: string): HttpRequestEvent {
  const { payload, body, number, messages } = attempt;
  const { mask } = secretsOf(attempt, writeKey);
  return {
    url: mask(payload.url),
    method: payload.method,
    headers: maskHeaders(payload.headers, mask),
    body: mask(body.toString('utf8')),
    attempt: number,
    events: messages,
    bytes: payload.body.length,
  };
}

function responseEvent(
  attempt: Attempt,
  answer: Answer,
  durationMs: number,
  writeKey: string,
): HttpResponseEvent {
  const { payload, number, messages } = attempt;
  const { mask } = secretsOf(attempt, writeKey);
  const isReply = answer.kind === 'reply';
  return {
    url: mask(payload.url),
    method: payload.method,
    status: isReply ? answer.status : 0,
    statusText: (isReply ? answer.statusText : undefined) ?? '',
    headers: isReply ? maskHeaders(answer.headers, mask) : {},
    body: quoteReply(answer, mask),
    attempt: number,
    events: messages,
    bytes: payload.body.length,
    durationMs,
  };
}

function maskHeaders(
  headers: Readonly<Record<string, string>>,
  mask: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, mask(value)]));
}
