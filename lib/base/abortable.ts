/**
 * Pieces of work that can be ended all at once. Each has a signal of its own, made when it begins: Cloudflare Workers let a
 * request use no signal that another one made, and let nobody make one outside of a request.
 */
export class Abortable {
  readonly #underWay = new Set<AbortController>();
  #isAborted = false;

  get isAborted(): boolean {
    return this.#isAborted;
  }

  /** Does work that ends early when its signal is aborted. */
  async run<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const controller = new AbortController();
    if (this.#isAborted) controller.abort();
    this.#underWay.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#underWay.delete(controller);
    }
  }

  /** Ends whatever is under way, and whatever may still begin. */
  abort(): void {
    this.#isAborted = true;
    for (const controller of this.#underWay) controller.abort();
  }
}
