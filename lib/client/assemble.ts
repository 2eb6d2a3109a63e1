import type { EventEmitter } from 'node:events';
import { type AnalyticsError, plainError } from '../base/errors.js';
import { backoffMs } from '../delivery/backoff.js';
import type { DestinationRuntime } from '../pipeline/destination.js';
import { Pipeline } from '../pipeline/pipeline.js';
import type { PluginClient } from '../pipeline/plugin.js';
import { type Processed, processed } from '../pipeline/processed.js';
import type { Passage } from '../pipeline/step.js';
import type { Limit } from '../pipeline/within.js';
import { Comparison } from './comparison.js';
import { makeDeadLetters } from './dead-letters.js';
import { Dispatch } from './dispatch.js';
import { Drafts } from './drafts.js';
import type { Call } from './entry.js';
import type { AnalyticsEvents } from './events.js';
import { examiner } from './examine.js';
import { stayAwake } from './exit.js';
import { ExitHold } from './exit-hold.js';
import { FanOut, type Mirror } from './fan-out.js';
import { endingAtDeadline } from './given-up.js';
import { Host } from './host.js';
import { Lane } from './lane.js';
import { Lifecycle } from './lifecycle.js';
import { Line } from './line.js';
import { type Listeners, listenersOf, secondListeners } from './listeners.js';
import { makeSpooling } from './make-spooling.js';
import { PlanGate } from './plan-gate.js';
import { Refusals } from './refusals.js';
import type { Settings } from './settings.js';
import type { Station } from './station.js';
import { Counters, type Stats, statsOf } from './stats.js';
import { Tally } from './tally.js';
import { WaitUntil } from './wait-until.js';

/** The parts of a client that its methods call. */
export interface Parts {
  readonly dispatch: Dispatch;
  readonly lifecycle: Lifecycle;
  readonly pipeline: Pipeline;
  readonly lane: Lane;
  readonly host: Host;
  readonly tally: Tally;
  readonly stats: () => Stats;
  readonly sync: () => Promise<boolean>;
  readonly settings: Settings;
  /** Why a message would not be sent, as far as can be said without sending it. */
  readonly examine: (call: Call) => AnalyticsError | undefined;
}

/** The client, as its parts see it. */
type Client = EventEmitter<AnalyticsEvents> & PluginClient;

/** Makes the parts of a client and joins them. */
export function assemble(settings: Settings, client: Client): Parts {
  const { clock, logger, closeTimeout, maxInPlugins } = settings;
  const counters = new Counters();
  const host = new Host(counters, logger);
  const listeners = listenersOf(client, host);
  const tally = new Tally();
  const limit: Limit = {
    clock,
    timeoutMs: settings.pluginTimeout,
    ignored: (plugin, cause) => {
      host.failed();
      const { message } = plainError(cause, (text) => text);
      host.log(
        'warn',
        `The plugin "${plugin}" failed, and its message goes on without it: ${message}`,
      );
    },
  };
  const hold = new ExitHold({ drain: () => lifecycle.drain() });
  const deadLetters = makeDeadLetters(settings, { listeners, host });
  const lane = new Lane({
    settings,
    listeners,
    counters,
    host,
    hold,
    deadLetter: deadLetters.take,
    side: 'endpoint',
    after: (type) => pipeline.afterOf(type),
  });
  const spool = makeSpooling(settings, { lane, listeners, host, deadLetter: deadLetters.take });
  const mirror = makeMirror(settings, { listeners, host, hold });
  const forward = makeForward(settings, { listeners, host, hold });
  const finish = finisher(settings, { listeners, host, hold });
  const pipeline = new Pipeline({
    limit,
    client: () => client,
    failed: (error) => {
      host.failed();
      host.log('error', error.message);
      // In a turn of its own: a plugin of the constructor may fail before anybody could listen.
      queueMicrotask(() => listeners.emit('error', error));
    },
    ready: () => line.startWaiting(),
    passed: () => line.whenThrough(),
    stayAwake: () => stayAwake(clock),
    destinations: destinationRuntime(settings, { listeners, host, hold }),
  });
  const line = new Line({
    limit,
    maxInPlugins,
    isLoading: () => pipeline.isLoading,
    finish,
    through: (entry, made) => dispatch.leaveLine(entry, made),
    hurrying: () => lane.sendWhenIdle(),
    hurried: () => lane.sendAllSoon(),
    givenUp: (entry) => lane.report.settled([entry], endingAtDeadline([entry])),
  });
  const lifecycle = new Lifecycle({
    clock,
    tally,
    closeTimeout,
    endings: [spool?.ending, deadLetters.ending].filter((one) => one !== undefined),
    capacity: lane.capacity,
    stations: () => [
      line,
      lane,
      ...(spool === undefined ? [] : [spool.spooling]),
      ...(mirror === undefined ? [] : [mirror.lane]),
      ...(forward === undefined ? [] : [forward]),
      ...pipeline.holding.map(stationOf),
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
    fanOut: new FanOut({ pipeline, mirror, forward }),
    finish,
    refusals: new Refusals({
      onInvalid: settings.onInvalid,
      report: lane.report,
      maxEventBytes: settings.maxEventBytes,
      calledAfterClose: (call, messageId) => {
        if (!listeners.isHeard('call_after_close')) return;
        const event = drafts.event(call, messageId);
        queueMicrotask(() => listeners.emit('call_after_close', event));
      },
    }),
    tally,
    spooling: spool?.spooling,
    waitUntil: makeWaitUntil(settings, host, () =>
      lifecycle.flush(tally, { timeout: closeTimeout }),
    ),
    isClosed: () => lifecycle.isClosed,
  });
  const plan = settings.plan?.enforcer;
  const stats = (): Stats => {
    const { destinations } = pipeline;
    return statsOf(counters, { destinations, mirror, plan, forward, spool }, clock.now());
  };
  const sync = (): Promise<boolean> =>
    spool?.spooling.sync() ?? Promise.resolve(counters.pending === 0);
  const examine = examiner({ settings, drafts, finish });
  return { dispatch, lifecycle, pipeline, lane, host, tally, stats, sync, settings, examine };
}

function makeWaitUntil(
  { clock, waitUntil }: Settings,
  host: Host,
  flush: () => Promise<unknown>,
): WaitUntil | undefined {
  if (waitUntil === undefined) return undefined;
  return new WaitUntil({ clock, flush, waitUntil: (work) => host.run(() => waitUntil(work)) });
}

interface Surroundings {
  readonly listeners: Listeners;
  readonly host: Host;
  readonly hold: ExitHold;
}

/** Checks and writes what plugins made of a message, and holds it to the plan before. */
function finisher(
  { plan, maxEventBytes: limit }: Settings,
  { listeners, host }: Surroundings,
): (passage: Passage) => Processed {
  const gate =
    plan === undefined
      ? undefined
      : new PlanGate({ ...plan, listeners, host, random: () => Math.random() });
  const judge = gate === undefined ? undefined : gate.judge.bind(gate);
  return (passage) => processed(passage, { limit, judge });
}

/** A second endpoint. */
function makeMirror({ mirror }: Settings, surroundings: Surroundings): Mirror | undefined {
  if (mirror === undefined) return undefined;
  return { lane: secondLane(mirror, 'mirror', surroundings), comparison: new Comparison() };
}

/** The source that is sent what the plan blocks. */
function makeForward({ plan }: Settings, surroundings: Surroundings): Lane | undefined {
  const settings = plan?.forward;
  return settings === undefined ? undefined : secondLane(settings, 'forwarded', surroundings);
}

function secondLane(
  settings: Settings,
  side: 'mirror' | 'forwarded',
  { listeners, host, hold }: Surroundings,
): Lane {
  return new Lane({
    settings,
    listeners: secondListeners(listeners, side),
    counters: new Counters(),
    host,
    hold,
    deadLetter: undefined,
    side: 'mirror',
    after: () => [],
  });
}

function destinationRuntime(
  { clock, maxQueueBytes, maxRetries, pluginTimeout, retry }: Settings,
  { listeners, host, hold }: Surroundings,
): DestinationRuntime {
  return {
    clock,
    maxRetries,
    timeoutMs: pluginTimeout,
    backoffMs: (retries) => backoffMs(retries, retry, Math.random()),
    maxCharacters: maxQueueBytes,
    lost: ({ reason, text, makeError }) => {
      if (reason !== 'filtered') host.log('error', text);
      if (!listeners.isHeard('drop') && !listeners.isHeard('error')) return;
      const error = makeError();
      const { messageIds, destination = '' } = error;
      listeners.emit('drop', { reason, messageIds, error, destination });
      if (reason !== 'filtered') listeners.emit('error', error);
    },
    busy: () => hold.take(),
    idle: () => hold.release(),
  };
}

function stationOf(destination: Pipeline['holding'][number]): Station {
  const nothing = (): void => undefined;
  return { sendAll: nothing, giveUp: () => destination.giveUp(), dispose: nothing };
}
