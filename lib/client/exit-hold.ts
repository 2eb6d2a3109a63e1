import { type ExitHolder, holdExit, releaseExit } from './exit.js';

/** Holds a natural exit of the process while any part of a client has messages: the client is drained once for all of them. */
export class ExitHold {
  readonly #holder: ExitHolder;
  #parts = 0;

  constructor(holder: ExitHolder) {
    this.#holder = holder;
  }

  /** A part has messages, and had none. */
  take(): void {
    if (this.#parts === 0) holdExit(this.#holder);
    this.#parts += 1;
  }

  /** It has none any more. */
  release(): void {
    this.#parts -= 1;
    if (this.#parts === 0) releaseExit(this.#holder);
  }
}
