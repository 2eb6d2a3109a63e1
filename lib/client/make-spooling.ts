import { Spool } from '../spool/spool.js';
import { SpoolFolderError } from '../spool/spool-error.js';
import { atExit } from './exit.js';
import { ExitHold } from './exit-hold.js';
import type { Host } from './host.js';
import type { Keeper } from './keeper.js';
import { Lane } from './lane.js';
import type { Ending } from './lifecycle.js';
import { type Listeners, secondListeners } from './listeners.js';
import { problem } from './option-problem.js';
import type { DeadLetterFunction } from './options.js';
import type { Settings } from './settings.js';
import { SpoolDrain } from './spool-drain.js';
import { Spooling } from './spooling.js';
import { Counters, type SpoolStats } from './stats.js';

/** What a client has of its spool. */
export interface SpoolParts {
  readonly spooling: Spooling;
  readonly ending: Ending;
  stats(): SpoolStats;
}

export interface SpoolSurroundings {
  readonly lane: Lane;
  readonly listeners: Listeners;
  readonly host: Host;
  readonly deadLetter: DeadLetterFunction | undefined;
}

/** Makes the spool of a client, where it is to have one. @throws ValidationError where the folder can't be one for it */
export function makeSpooling(
  settings: Settings,
  { lane, listeners, host, deadLetter }: SpoolSurroundings,
): SpoolParts | undefined {
  const { clock, writeKey, disable } = settings;
  if (settings.spool === undefined || disable) return undefined;
  const { folder, mode } = settings.spool;
  const spool = openSpool({
    settings: settings.spool,
    writeKey,
    clock,
    onFailure: (error) => {
      host.log('error', error.message);
      // In a turn of its own: it may fail before anybody could listen.
      queueMicrotask(() => listeners.emit('error', error));
    },
    onLeft: () => drain.wake(),
  });
  const spooling = new Spooling({
    spool,
    report: lane.report,
    unsettled: () => lane.unsettled,
    pending: () => lane.counters.pending,
    clock,
  });
  lane.keeper = spooling;
  const counters = new Counters();
  const drainLane = new Lane({
    settings: { ...settings, flushAt: 1, maxInFlight: 1 },
    listeners: secondListeners(listeners, 'spool'),
    counters,
    host,
    // What isn't sent stays where it is.
    hold: new ExitHold({ drain: () => Promise.resolve() }),
    deadLetter,
    side: 'mirror',
    after: () => [],
  });
  drainLane.keeper = keeperOfDrain(drainLane);
  const drain = new SpoolDrain({
    spool,
    lane: drainLane,
    clock,
    random: Math.random,
    isBusy: () => lane.isOnHold || lane.counters.pending > settings.maxQueueSize / 2,
  });
  drain.start();
  const forget = atExit(() => spooling.endSync());
  return {
    spooling,
    ending: {
      stop: () => drain.stop(),
      finish: async (waitMs) => {
        await drain.finish(waitMs);
        forget();
      },
    },
    stats: () => {
      const { delivered, dropped } = counters.snapshot(clock.now());
      const { bytes, failures } = spool;
      return { folder, mode, bytes, delivered, dropped, damaged: drain.damaged, failures };
    },
  };
}

function openSpool(options: ConstructorParameters<typeof Spool>[0]): Spool {
  try {
    return new Spool(options);
  } catch (error) {
    if (!(error instanceof SpoolFolderError)) throw error;
    const expected = 'a folder that the spool has to itself and can write to';
    throw problem('spool.folder', error.found, expected);
  }
}

/** What can't be sent now lies on the disk as it is. */
function keeperOfDrain({ report }: Lane): Keeper {
  return {
    offered: () => undefined,
    ended: async (entries, ending) => {
      const isLost = ending.kind === 'dropped';
      if (isLost && (ending.reason === 'deadline' || ending.reason === 'retries-spent')) {
        report.spooled(entries);
      } else {
        report.settled(entries, ending);
      }
    },
  };
}
