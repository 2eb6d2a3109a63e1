import type { Message } from '../message/message.js';
import type { Plugin } from './plugin.js';

/** How a message left the pipeline. */
export type Passage =
  | { readonly kind: 'passed'; readonly message: Message }
  | { readonly kind: 'dropped'; readonly reason: 'filtered' }
  | { readonly kind: 'dropped'; readonly reason: 'plugin-failed'; readonly cause: unknown };

/** The steps that messages pass, in the order in which they were registered. The first drop ends the run. */
export class Pipeline {
  #steps: readonly Plugin[];

  constructor(steps: readonly Plugin[]) {
    this.#steps = [...steps];
  }

  /** Whether there is nothing to run. */
  get isEmpty(): boolean {
    return this.#steps.length === 0;
  }

  add(steps: readonly Plugin[]): void {
    this.#steps = [...this.#steps, ...steps];
  }

  /** Runs every step over a message that nobody else holds. */
  run(message: Message): Passage {
    let current = message;
    for (const step of this.#steps) {
      try {
        const next: unknown = step(current);
        if (next === null) return { kind: 'dropped', reason: 'filtered' };
        if (!isMessageLike(next)) {
          ignoreRejection(next);
          throw new TypeError('The plugin returned neither a message nor null.');
        }
        current = next;
      } catch (cause) {
        return { kind: 'dropped', reason: 'plugin-failed', cause };
      }
    }
    return { kind: 'passed', message: current };
  }
}

function isMessageLike(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'type' in value && 'messageId' in value;
}

/** An asynchronous function is no plugin yet: its message is dropped, and what it rejects with must not end the process. */
function ignoreRejection(value: unknown): void {
  if (value instanceof Promise) value.catch(() => undefined);
}
