/** Counts what a client was given and what it saw acknowledged, for clients that don't tell. */
export class Backlog {
  #bound;
  #count = 0;
  #roomWaiters = [];
  #emptyWaiters = [];

  constructor(bound) {
    this.#bound = bound;
  }

  get count() {
    return this.#count;
  }

  grow() {
    this.#count += 1;
  }

  acknowledge(messages) {
    this.#count -= messages;
    if (this.#count < this.#bound && this.#roomWaiters.length > 0) this.#wake('room');
    if (this.#count === 0 && this.#emptyWaiters.length > 0) this.#wake('empty');
  }

  /** Undefined while there is room, so that a caller need not wait at all. */
  room() {
    if (this.#count < this.#bound) return undefined;
    return new Promise((resolve) => this.#roomWaiters.push(resolve));
  }

  empty() {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#emptyWaiters.push(resolve));
  }

  #wake(which) {
    const waiters = which === 'room' ? this.#roomWaiters : this.#emptyWaiters;
    for (const resolve of waiters.splice(0)) resolve();
  }
}
