import type { EventEmitter } from 'node:events';
import type { Told } from './channels.js';
import type { AnalyticsEvents } from './events.js';
import type { Host } from './host.js';

/** Who listens to a client. */
export interface Listeners {
  /** Whom they listen to, as channels tell it. */
  readonly about: Told;
  /** Whether anybody listens to an event: to be asked first where it takes something to make what is told. */
  isHeard(name: keyof AnalyticsEvents): boolean;
  /** Tells whoever listens. What they throw stays here, and is counted. */
  emit<Name extends keyof AnalyticsEvents>(name: Name, ...given: AnalyticsEvents[Name]): void;
}

/** The emitter, whose own type can't tell that the arguments belong to the name. */
interface Untyped {
  emit(name: string, ...given: readonly unknown[]): boolean;
}

export function listenersOf(emitter: EventEmitter<AnalyticsEvents>, host: Host): Listeners {
  return {
    about: { client: emitter, destination: undefined },
    isHeard: (name) => emitter.listenerCount(name) > 0,
    emit: (name, ...given) => {
      if (emitter.listenerCount(name) === 0) return;
      host.run(() => (emitter as Untyped).emit(name, ...given));
    },
  };
}

/** The messages of a second endpoint are the first one's, so only its errors are told of, as errors of that one. */
export function secondListeners(listeners: Listeners, destination: string): Listeners {
  return {
    about: { ...listeners.about, destination },
    isHeard: (name) => name === 'error' && listeners.isHeard('error'),
    emit: (name, ...given) => {
      if (name !== 'error' || !listeners.isHeard('error')) return;
      const [error] = given as AnalyticsEvents['error'];
      Object.defineProperty(error, 'destination', { value: destination, enumerable: true });
      listeners.emit('error', error);
    },
  };
}
