import type { Outcome } from '../message/outcome.js';

/** What a call gives back at once. */
export interface Receipt {
  /** The id of the message, which the service sees too. */
  readonly messageId: string;
  /** How the message ended. Never rejects. Made when it is first read, so that it costs nothing where nobody asks. */
  readonly outcome: Promise<Outcome>;
}

/** The client's side of a receipt: it is settled once. */
export class OpenReceipt implements Receipt {
  /** Changes where a plugin that is waited for changes it. */
  messageId: string;
  #settled: Outcome | undefined;
  #promise: Promise<Outcome> | undefined;
  #resolve: ((outcome: Outcome) => void) | undefined;

  constructor(messageId: string) {
    this.messageId = messageId;
  }

  get outcome(): Promise<Outcome> {
    this.#promise ??= this.#settled
      ? Promise.resolve(this.#settled)
      : new Promise((resolve) => {
          this.#resolve = resolve;
        });
    return this.#promise;
  }

  get isSettled(): boolean {
    return this.#settled !== undefined;
  }

  /** How it ended, as soon as it has. */
  get settled(): Outcome | undefined {
    return this.#settled;
  }

  settle(outcome: Outcome): void {
    this.#settled = outcome;
    this.#resolve?.(outcome);
    this.#resolve = undefined;
  }
}
