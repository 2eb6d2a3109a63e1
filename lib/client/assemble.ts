import type { EventEmitter } from 'node:events';
import { DeliveryError, ValidationError } from '../base/errors.js';
import { type Authorization, basicAuthorization } from '../delivery/authorization.js';
import { Delivery } from '../delivery/delivery.js';
import type { Ending } from '../delivery/ending.js';
import { transportOver } from '../delivery/http-client.js';
import { HttpTransport } from '../delivery/http-transport.js';
import type { Batch } from '../delivery/parcel.js';
import { wrapperBytes } from '../delivery/payload.js';
import { TokenAuthorization } from '../delivery/token.js';
import type { Transport } from '../delivery/transport.js';
import { Pipeline } from '../pipeline/pipeline.js';
import { Batcher } from '../queue/batcher.js';
import { Pages } from '../queue/pages.js';
import { Queue } from '../queue/queue.js';
import { Capacity } from './capacity.js';
import { Dispatch } from './dispatch.js';
import type { Entry } from './entry.js';
import type { AnalyticsEvents } from './events.js';
import { Host } from './host.js';
import { Lifecycle } from './lifecycle.js';
import { observeRequests } from './observer.js';
import { DEFAULTS, type Settings } from './options.js';
import { Report } from './report.js';
import { Counters } from './stats.js';
import { Tally } from './tally.js';

/** The parts of a client that its methods call. */
export interface Parts {
  readonly dispatch: Dispatch;
  readonly lifecycle: Lifecycle;
  readonly pipeline: Pipeline;
  readonly capacity: Capacity;
  readonly counters: Counters;
  readonly host: Host;
  readonly tally: Tally;
}

/** Makes the parts of a client and joins them. */
export function assemble(settings: Settings, emitter: EventEmitter<AnalyticsEvents>): Parts {
  const { clock, logger, writeKey, maxBatchSize, maxBatchBytes } = settings;
  const counters = new Counters();
  const host = new Host(counters, logger);
  const tally = new Tally();
  const pipeline = new Pipeline(settings.plugins);
  const abort = new AbortController();
  const capacity = new Capacity({
    counters,
    maxMessages: settings.maxQueueSize,
    maxBytes: settings.maxQueueBytes,
    holder: { drain: () => lifecycle.drain() },
    clock,
    onWait: () => batcher.sendAll(),
  });
  const report = new Report({
    emitter,
    counters,
    capacity,
    host,
    clock,
    deadLetter: settings.deadLetter,
  });
  const delivery = makeDelivery(settings, observeRequests({ emitter, counters, host, writeKey }));
  const queue = new Queue<Entry>({
    maxMessages: maxBatchSize,
    maxBytes: maxBatchBytes - wrapperBytes(writeKey),
  });
  const batcher = new Batcher<Entry>({
    queue,
    clock,
    flushAt: settings.flushAt,
    flushInterval: settings.flushInterval,
    maxInFlight: settings.maxInFlight,
    isOnHold: () => delivery.isOnHold,
    send: async (batch) => {
      for await (const { items, ending } of delivery.deliver(batch, abort.signal)) {
        report.settled(items, ending);
      }
    },
  });
  const lifecycle = new Lifecycle({
    clock,
    queue,
    batcher,
    delivery,
    report,
    capacity,
    tally,
    abort,
    closeTimeout: settings.closeTimeout,
    endingAtDeadline,
  });
  const dispatch = new Dispatch({
    settings,
    pipeline,
    pages: new Pages(),
    queue,
    batcher,
    capacity,
    report,
    tally,
    isClosed: () => lifecycle.isClosed,
    calledAfterClose: (call) => {
      if (emitter.listenerCount('call_after_close') > 0) {
        queueMicrotask(() => host.run(() => emitter.emit('call_after_close', call)));
      }
    },
  });
  return { dispatch, lifecycle, pipeline, capacity, counters, host, tally };
}

function makeDelivery(settings: Settings, observer: ReturnType<typeof observeRequests>): Delivery {
  const transport = makeTransport(settings);
  return new Delivery({
    url: settings.url,
    writeKey: settings.writeKey,
    authorization: makeAuthorization(settings, transport),
    transport,
    clock: settings.clock,
    random: Math.random,
    gzip: settings.gzip,
    maxInFlight: settings.maxInFlight,
    httpRequestTimeout: settings.httpRequestTimeout,
    maxRetries: settings.maxRetries,
    backoff: settings.retry,
    maxTotalBackoffMs: settings.maxTotalBackoffDuration * 1_000,
    maxRateLimitMs: settings.maxRateLimitDuration * 1_000,
    observer,
  });
}

function makeTransport({ transport, httpClient, httpRequestTimeout, agent }: Settings): Transport {
  if (transport !== undefined) return transport;
  if (httpClient !== undefined) return transportOver(httpClient, httpRequestTimeout);
  return new HttpTransport(agent);
}

function makeAuthorization(settings: Settings, transport: Transport): Authorization {
  const { oauthSettings, writeKey, httpRequestTimeout, clock } = settings;
  if (oauthSettings === undefined) return basicAuthorization(writeKey);
  const { httpClient, authServer = DEFAULTS.authServer, scope = DEFAULTS.scope } = oauthSettings;
  const settingsForToken = { ...oauthSettings, authServer, scope };
  const carrier =
    httpClient === undefined ? transport : transportOver(httpClient, httpRequestTimeout);
  try {
    return new TokenAuthorization(settingsForToken, {
      transport: carrier,
      clock,
      timeoutMs: httpRequestTimeout,
    });
  } catch {
    // What the key's reader says may quote the key.
    throw new ValidationError({
      code: 'invalid',
      call: 'Analytics',
      field: 'oauthSettings.clientKey',
      found: 'something else',
      expected: 'a private key in PEM',
    });
  }
}

function endingAtDeadline(batch: Batch<Entry>): Ending {
  const error = new DeliveryError(
    `${batch.length} messages were not delivered (deadline): the client was closed before they could be sent.`,
    { code: 'deadline', messageIds: batch.map((entry) => entry.messageId), attempts: 0 },
  );
  return { kind: 'dropped', reason: 'deadline', error, isGeneral: false };
}
