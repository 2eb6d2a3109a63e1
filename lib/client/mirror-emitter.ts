import { EventEmitter } from 'node:events';
import type { AnalyticsEvents } from './events.js';
import type { Host } from './host.js';

/**
 * What the mirror tells its events to. Its messages are the endpoint's, so only its errors go on, to the listeners of the
 * client, as errors of the mirror; whoever asks whether somebody listens learns whether those do.
 */
export class MirrorEmitter extends EventEmitter<AnalyticsEvents> {
  readonly #client: EventEmitter<AnalyticsEvents>;
  readonly #host: Host;

  constructor(client: EventEmitter<AnalyticsEvents>, host: Host) {
    super();
    this.#client = client;
    this.#host = host;
  }

  override listenerCount(name: keyof AnalyticsEvents): number {
    return name === 'error' ? this.#client.listenerCount(name) : 0;
  }

  override emit(name: keyof AnalyticsEvents, ...given: readonly unknown[]): boolean {
    if (this.listenerCount(name) === 0) return false;
    const [error] = given as AnalyticsEvents['error'];
    Object.defineProperty(error, 'destination', { value: 'mirror', enumerable: true });
    this.#host.run(() => this.#client.emit('error', error));
    return true;
  }
}
