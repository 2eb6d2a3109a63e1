/** Runs a piece of work in the background after it was asked for, at most once in a while, and never twice at a time. */
export class BackgroundSync {
  readonly #waitMs: number;
  readonly #sync: () => Promise<void>;
  #isWanted = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(waitMs: number, sync: () => Promise<void>) {
    this.#waitMs = waitMs;
    this.#sync = sync;
  }

  request(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    if (this.#running === undefined) this.#arm();
  }

  /** Notes that something else went wrong, for whoever checks next. */
  fail(error: unknown): void {
    this.#failure = { error };
  }

  /** Throws what went wrong since the last call. */
  check(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure.error;
  }

  /** Cancels what was asked for, and waits for what is under way. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isWanted = false;
    await this.#running;
  }

  #arm(): void {
    // A process may end before: what is written outlives it.
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, this.#waitMs).unref();
  }

  async #run(): Promise<void> {
    this.#isWanted = false;
    try {
      await this.#sync();
    } catch (error) {
      this.fail(error);
    }
    this.#running = undefined;
    if (this.#isWanted) this.#arm();
  }
}
