import type { Clock } from '../base/clock.js';
import { plainError } from '../base/errors.js';
import type { Attempt, DeliveryObserver, Retry } from '../delivery/delivery-observer.js';
import { type Answer, quoteReply } from '../delivery/exchange.js';
import { Secrets } from '../delivery/secrets.js';
import type { HttpRequestEvent, HttpResponseEvent } from './events.js';
import type { Host } from './host.js';
import type { Listeners } from './listeners.js';
import { RequestBroadcast } from './request-broadcast.js';
import type { Counters } from './stats.js';

export interface ObserverOptions {
  readonly listeners: Listeners;
  readonly counters: Counters;
  readonly host: Host;
  readonly clock: Clock;
  readonly writeKey: string;
}

/** Counts requests, and tells listeners, channels and the log of them without the secrets in them. */
export function observeRequests({
  listeners,
  counters,
  host,
  clock,
  writeKey,
}: ObserverOptions): DeliveryObserver {
  const broadcast = new RequestBroadcast(listeners.about, host);
  return {
    requested(attempt) {
      const { items, number, payload } = attempt;
      counters.requests += 1;
      counters.inFlight += 1;
      if (number > 1) counters.retried += 1;
      const { mask } = secretsOf(attempt, writeKey);
      host.log(
        'debug',
        `${counted(items.length)}, attempt ${number}: POST ${mask(payload.url)}, ${payload.body.length} bytes`,
      );
      if (listeners.isHeard('http_request')) {
        listeners.emit('http_request', requestEvent(attempt, writeKey));
      }
      const told = broadcast.requested(attempt, mask);
      return {
        around: told.around,
        answered(answer, durationMs) {
          counters.inFlight -= 1;
          counters.failing.answered(statusOf(answer), clock.now());
          host.log(
            'debug',
            `${counted(items.length)}, attempt ${number}: ${textOf(answer, mask)} after ${durationMs} ms`,
          );
          told.answered(answer, durationMs);
          if (!listeners.isHeard('http_response')) return;
          listeners.emit('http_response', responseEvent(attempt, answer, durationMs, writeKey));
        },
      };
    },
    retrying(retry: Retry) {
      const { items, number, waitMs } = retry;
      counters.failing.retrying(statusOf(retry.last), clock.now());
      const wait = Math.round(waitMs);
      host.log('debug', `${counted(items.length)}, attempt ${number} failed: again in ${wait} ms`);
      broadcast.retrying(retry);
    },
  };
}

function counted(messages: number): string {
  return messages === 1 ? '1 message' : `${messages} messages`;
}

/** 0 where there was no reply. */
function statusOf(answer: Answer | undefined): number {
  return answer?.kind === 'reply' ? answer.status : 0;
}

function textOf(answer: Answer, mask: (text: string) => string): string {
  if (answer.kind === 'reply') return String(answer.status);
  return `no reply (${plainError(answer.error, mask).message})`;
}

function secretsOf(attempt: Attempt, writeKey: string): Secrets {
  const secrets = new Secrets(writeKey);
  secrets.addAuthorization(attempt.payload.headers['authorization'] ?? '');
  return secrets;
}

function requestEvent(attempt: Attempt, writeKey: string): HttpRequestEvent {
  const { payload, body, number, items } = attempt;
  const { mask } = secretsOf(attempt, writeKey);
  return {
    url: mask(payload.url),
    method: payload.method,
    headers: maskHeaders(payload.headers, mask),
    body: mask(body.toString('utf8')),
    attempt: number,
    events: items.length,
    bytes: payload.body.length,
  };
}

function responseEvent(
  attempt: Attempt,
  answer: Answer,
  durationMs: number,
  writeKey: string,
): HttpResponseEvent {
  const { payload, number, items } = attempt;
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
    events: items.length,
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
