import type { SSEStreamingApi } from 'hono/streaming';
import type { Faults } from '../intake/faults.js';
import type { Plans } from '../plan/plans.js';
import type { Store } from '../store/store.js';

/** So many entries at once: what came in between goes together, and a slow page is never more than this behind in memory. */
const MAX_TOGETHER = 500;
const GATHER_MS = 50;
const HEARTBEAT_MS = 15_000;

export interface LiveSources {
  readonly store: Store;
  readonly faults: Faults;
  readonly plans: Plans;
  readonly rejudging: { onDone(listener: () => void): () => void };
}

/**
 * Sends entries after `after` as they come, until the other end goes away. Keeps none for it: a slow reader is sent what the
 * store still has.
 */
export async function sendLive(
  stream: SSEStreamingApi,
  { store, faults, plans, rejudging }: LiveSources,
  after: number,
): Promise<void> {
  const news = new News();
  let isCleared = false;
  let areFaultsNew = true;
  let arePlansNew = !plans.isEmpty;
  let isRejudged = false;
  const stops = [
    store.onAdded(() => news.tell()),
    store.onCleared(() => {
      isCleared = true;
      news.tell();
    }),
    faults.onChanged(() => {
      areFaultsNew = true;
      news.tell();
    }),
    plans.onChanged(() => {
      arePlansNew = true;
      news.tell();
    }),
    rejudging.onDone(() => {
      isRejudged = true;
      news.tell();
    }),
  ];
  stream.onAbort(() => news.end());
  try {
    let cursor = Math.min(after, store.last);
    while (!stream.aborted && !stream.closed) {
      if (areFaultsNew) {
        areFaultsNew = false;
        await stream.writeSSE({ event: 'faults', data: JSON.stringify(faults.active) });
      }
      if (arePlansNew) {
        arePlansNew = false;
        await stream.writeSSE({ event: 'plans', data: JSON.stringify(plans.states) });
      }
      // Nothing may come between this and taking entries, or entries would be told before the clearing that they follow.
      if (isCleared) {
        isCleared = false;
        await stream.writeSSE({ event: 'cleared', data: '{}' });
        continue;
      }
      if (isRejudged) {
        isRejudged = false;
        await stream.writeSSE({ event: 'rejudged', data: '{}' });
        continue;
      }
      const entries = store.after(cursor, MAX_TOGETHER);
      const last = entries.at(-1);
      if (last !== undefined) {
        cursor = last.seq;
        const data = `[${entries.map(({ text }) => text).join(',')}]`;
        await stream.writeSSE({ event: 'entries', id: String(cursor), data });
      }
      if (store.last > cursor && entries.length > 0) await news.pause(GATHER_MS);
      else if (!(await news.arrives(HEARTBEAT_MS))) await stream.write(': still here\n\n');
      else await news.pause(GATHER_MS);
    }
  } finally {
    for (const stop of stops) stop();
    news.end();
  }
}

/** Something happened, or some time went by. */
class News {
  #isThere = false;
  #isOver = false;
  #wake: (() => void) | undefined;

  tell(): void {
    this.#isThere = true;
    this.#wake?.();
  }

  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  /** Whether there was news within that time. */
  async arrives(withinMs: number): Promise<boolean> {
    if (!this.#isThere && !this.#isOver) await this.#sleep(withinMs);
    const wasThere = this.#isThere || this.#isOver;
    this.#isThere = false;
    return wasThere;
  }

  /** Lets more gather. */
  async pause(ms: number): Promise<void> {
    if (this.#isOver) return;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, ms).unref();
    });
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), ms);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
