import type { EventEmitter } from 'node:events';
import type { AnalyticsEvents } from './events.js';
import type { Host } from './host.js';
import { listenersOf } from './listeners.js';
import type { AnalyticsOptions } from './options.js';

export interface Announcement {
  readonly client: EventEmitter<AnalyticsEvents>;
  readonly host: Host;
  readonly event: 'register' | 'deregister';
  /** Resolves with the names of the plugins. */
  readonly work: Promise<string[]>;
}

/**
 * Tells listeners when plugins were registered or deregistered. The promise never ends the process, whether or not somebody
 * waits for it: what goes wrong is told by `'error'` too.
 */
export function announced({ client, host, event, work }: Announcement): Promise<void> {
  const told = work.then((names) => listenersOf(client, host).emit(event, names));
  told.catch(() => undefined);
  return told;
}

/** Tells listeners that the client was made, in the turn after its constructor, when they can be there. */
export function announceStart(
  client: EventEmitter<AnalyticsEvents>,
  host: Host,
  options: AnalyticsOptions,
): void {
  const listeners = listenersOf(client, host);
  queueMicrotask(() => {
    if (listeners.isHeard('initialize')) listeners.emit('initialize', withoutSecrets(options));
  });
}

/** A copy of options with every key in them masked. */
function withoutSecrets<
  Options extends Pick<AnalyticsOptions, 'writeKey' | 'oauthSettings' | 'mirror'> & {
    readonly plan?: AnalyticsOptions['plan'];
  },
>(options: Options): Options {
  const { oauthSettings, mirror, plan } = options;
  const forwardBlocked = plan?.forwardBlocked;
  return {
    ...options,
    writeKey: MASK,
    ...(oauthSettings === undefined
      ? {}
      : { oauthSettings: { ...oauthSettings, clientKey: MASK } }),
    ...(mirror === undefined ? {} : { mirror: withoutSecrets(mirror) }),
    ...(forwardBlocked === undefined
      ? {}
      : { plan: { ...plan, forwardBlocked: withoutSecrets(forwardBlocked) } }),
  };
}

const MASK = '***';
