/**
 * Takes the place of node:events in the build for workers: what listeners can be told there, but for the events about
 * listeners themselves. With `captureRejections`, listeners that reject are told to the emitter, as there.
 */
export const captureRejectionSymbol = Symbol.for('nodejs.rejection');

const DEFAULT_MAX_LISTENERS = 10;

export class EventEmitter {
  /** By the names of events, in the order in which they are told. The lists never change, so one may be walked through. */
  #entries = new Map();
  #capturesRejections;
  #maxListeners = DEFAULT_MAX_LISTENERS;

  constructor({ captureRejections = false } = {}) {
    this.#capturesRejections = captureRejections;
  }

  emit(name, ...given) {
    const entries = this.#of(name);
    if (entries.length === 0) return unheard(name, given);
    for (const { call } of entries) this.#watch(Reflect.apply(call, this, given), name, given);
    return true;
  }

  on(name, listener) {
    return this.#set(name, [...this.#of(name), entryOf(listener)]);
  }

  once(name, listener) {
    return this.#set(name, [...this.#of(name), this.#onceEntry(name, listener)]);
  }

  prependListener(name, listener) {
    return this.#set(name, [entryOf(listener), ...this.#of(name)]);
  }

  prependOnceListener(name, listener) {
    return this.#set(name, [this.#onceEntry(name, listener), ...this.#of(name)]);
  }

  off(name, listener) {
    check(listener);
    const entries = this.#of(name);
    const last = entries.findLastIndex(
      (entry) => entry.listener === listener || entry.call === listener,
    );
    if (last < 0) return this;
    return this.#set(
      name,
      entries.filter((_entry, index) => index !== last),
    );
  }

  addListener(name, listener) {
    return this.on(name, listener);
  }

  removeListener(name, listener) {
    return this.off(name, listener);
  }

  removeAllListeners(...names) {
    if (names.length === 0) this.#entries.clear();
    for (const name of names) this.#entries.delete(name);
    return this;
  }

  listenerCount(name, listener) {
    const entries = this.#of(name);
    if (listener === undefined) return entries.length;
    return entries.filter((entry) => entry.listener === listener || entry.call === listener).length;
  }

  listeners(name) {
    return this.#of(name).map(({ listener }) => listener);
  }

  rawListeners(name) {
    return this.#of(name).map(({ call }) => call);
  }

  eventNames() {
    return [...this.#entries.keys()];
  }

  setMaxListeners(count) {
    this.#maxListeners = count;
    return this;
  }

  getMaxListeners() {
    return this.#maxListeners;
  }

  #of(name) {
    return this.#entries.get(name) ?? [];
  }

  #set(name, entries) {
    if (entries.length === 0) this.#entries.delete(name);
    else this.#entries.set(name, entries);
    return this;
  }

  #onceEntry(name, listener) {
    check(listener);
    let wasCalled = false;
    const call = Object.assign(
      (...given) => {
        if (wasCalled) return undefined;
        wasCalled = true;
        this.off(name, call);
        return Reflect.apply(listener, this, given);
      },
      { listener },
    );
    return { listener, call };
  }

  #watch(result, name, given) {
    if (!this.#capturesRejections || typeof result?.then !== 'function') return;
    result.then(undefined, (error) => {
      const told = this[captureRejectionSymbol];
      if (typeof told === 'function') Reflect.apply(told, this, [error, name, ...given]);
      else this.emit('error', error);
    });
  }
}

function entryOf(listener) {
  check(listener);
  return { listener, call: listener };
}

function check(listener) {
  if (typeof listener === 'function') return;
  throw new TypeError(`The "listener" argument must be of type function. Received ${listener}`);
}

/** An error that nobody listens for is thrown. */
function unheard(name, [error]) {
  if (name !== 'error') return false;
  throw error instanceof Error ? error : new Error(`Unhandled error. (${String(error)})`);
}
