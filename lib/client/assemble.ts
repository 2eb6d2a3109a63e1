import { EventEmitter } from 'node:events';
import { backoffMs } from '../delivery/backoff.js';
import type { DestinationRuntime } from '../pipeline/destination.js';
import { Pipeline } from '../pipeline/pipeline.js';
import type { PluginClient } from '../pipeline/plugin.js';
import { Comparison } from './comparison.js';
import { Dispatch } from './dispatch.js';
import { Drafts } from './drafts.js';
import type { AnalyticsEvents } from './events.js';
import { type ExitHolder, holdExit, releaseExit } from './exit.js';
import { FanOut, type Mirror } from './fan-out.js';
import { Host } from './host.js';
import { endingAtDeadline, Lane, type Station } from './lane.js';
import { Lifecycle } from './lifecycle.js';
import { Line } from './line.js';
import { Refusals } from './refusals.js';
import type { Settings } from './settings.js';
import { Counters, type Stats, statsOf } from './stats.js';
import { Tally } from './tally.js';

/** The parts of a client that its methods call. */
export interface Parts {
  readonly dispatch: Dispatch;
  readonly lifecycle: Lifecycle;
  readonly pipeline: Pipeline;
  readonly lane: Lane;
  readonly host: Host;
  readonly tally: Tally;
  readonly stats: () => Stats;
}

/** The client, as its parts see it. */
type Client = EventEmitter<AnalyticsEvents> & PluginClient;

/** Makes the parts of a client and joins them. */
export function assemble(settings: Settings, client: Client): Parts {
  const { clock, logger, closeTimeout, maxInPlugins } = settings;
  const counters = new Counters();
  const host = new Host(counters, logger);
  const tally = new Tally();
  const limit = { clock, timeoutMs: settings.pluginTimeout };
  const drain = (): Promise<void> => lifecycle.drain();
  const lane = new Lane({
    settings,
    emitter: client,
    counters,
    host,
    drain,
    deadLetter: settings.deadLetter,
    side: 'endpoint',
    after: (type) => pipeline.afterOf(type),
  });
  const mirror = makeMirror(settings, { client, host, drain });
  const pipeline = new Pipeline({
    limit,
    client: () => client,
    failed: (error) => {
      host.failed();
      host.log('error', error.message);
      // In a turn of its own: a plugin of the constructor may fail before anybody could listen.
      queueMicrotask(() => emitError(client, host, error));
    },
    ready: () => line.startWaiting(),
    destinations: destinationRuntime(settings, { client, host, drain }),
  });
  const line = new Line({
    limit,
    maxInPlugins,
    isLoading: () => pipeline.isLoading,
    through: (entry, passage) => dispatch.leaveLine(entry, passage),
    hurried: () => lane.sendAllSoon(),
    givenUp: (entry) => lane.report.settled([entry], endingAtDeadline([entry])),
  });
  const lifecycle = new Lifecycle({
    clock,
    tally,
    closeTimeout,
    capacity: lane.capacity,
    stations: () => [
      line,
      lane,
      ...(mirror === undefined ? [] : [mirror.lane]),
      ...pipeline.destinations.map(stationOf),
    ],
  });
  const drafts = new Drafts(clock);
  const dispatch = new Dispatch({
    settings,
    drafts,
    pipeline,
    limit,
    line,
    lane,
    fanOut: new FanOut({ pipeline, mirror }),
    refusals: new Refusals({
      onInvalid: settings.onInvalid,
      report: lane.report,
      calledAfterClose: (call, messageId) => {
        if (client.listenerCount('call_after_close') === 0) return;
        const event = drafts.event(call, messageId);
        queueMicrotask(() => host.run(() => client.emit('call_after_close', event)));
      },
    }),
    tally,
    isClosed: () => lifecycle.isClosed,
  });
  const stats = (): Stats => statsOf(counters, pipeline.destinations, mirror);
  return { dispatch, lifecycle, pipeline, lane, host, tally, stats };
}

interface Surroundings {
  readonly client: Client;
  readonly host: Host;
  readonly drain: () => Promise<void>;
}

/** A second endpoint. Its messages are the endpoint's, so only its errors are told of, as errors of the mirror. */
function makeMirror(
  { mirror: settings }: Settings,
  { client, host, drain }: Surroundings,
): Mirror | undefined {
  if (settings === undefined) return undefined;
  const emitter = new EventEmitter<AnalyticsEvents>();
  emitter.on('error', (error) => {
    Object.defineProperty(error, 'destination', { value: 'mirror', enumerable: true });
    emitError(client, host, error);
  });
  const lane = new Lane({
    settings,
    emitter,
    counters: new Counters(),
    host,
    drain,
    deadLetter: undefined,
    side: 'mirror',
    after: () => [],
  });
  return { lane, comparison: new Comparison() };
}

function destinationRuntime(
  { clock, maxRetries, pluginTimeout, retry }: Settings,
  { client, host, drain }: Surroundings,
): DestinationRuntime {
  const holders = new Map<unknown, ExitHolder>();
  return {
    clock,
    maxRetries,
    timeoutMs: pluginTimeout,
    backoffMs: (retries) => backoffMs(retries, retry, Math.random()),
    lost: (error, reason) => {
      const { messageIds, destination = '' } = error;
      if (client.listenerCount('drop') > 0) {
        host.run(() => client.emit('drop', { reason, messageIds, error, destination }));
      }
      if (reason === 'filtered') return;
      host.log('error', error.message);
      emitError(client, host, error);
    },
    busy: (destination) => {
      const holder = { drain };
      holders.set(destination, holder);
      holdExit(holder);
    },
    idle: (destination) => {
      const holder = holders.get(destination);
      holders.delete(destination);
      if (holder !== undefined) releaseExit(holder);
    },
  };
}

function stationOf(destination: Pipeline['destinations'][number]): Station {
  const nothing = (): void => undefined;
  return { sendAll: nothing, giveUp: () => destination.giveUp(), dispose: nothing };
}

function emitError(client: Client, host: Host, error: Error): void {
  if (client.listenerCount('error') === 0) return;
  host.run(() => client.emit('error', error as AnalyticsEvents['error'][0]));
}
