import { setInterval } from 'node:timers/promises';

const BATCH_EVENTS = 100;
const EVENTS_PER_SECOND = 5_000;
const TICK_MS = 5;

/** How many requests are open at the end. */
export const BURST = 20;

/** When the end comes: after how long, and after how many answers to the last requests. */
export interface Moment {
  readonly seconds: number;
  readonly answers: number;
}

/** The numbers of the events of one request. */
type Batch = readonly number[];

/** Events with numbers, sent in batches as fast as a busy application does, and what became of them. */
export class Load {
  /** Events whose request was answered 200. */
  readonly acknowledged: number[] = [];
  /** Requests that got no answer, or another one. */
  #unanswered: Batch[] = [];
  #next = 0;

  /** How many events there are. */
  get size(): number {
    return this.#next;
  }

  get unanswered(): readonly number[] {
    return this.#unanswered.flat();
  }

  /**
   * Sends for some time, whether there are answers or not, then many requests at once, and ends what receives them after it
   * answered some of these. Resolves when no request is open.
   */
  async run(url: string, { seconds, answers }: Moment, end: () => Promise<void>): Promise<void> {
    const startedMs = performance.now();
    const requests: Promise<void>[] = [];
    for await (const _ of setInterval(TICK_MS)) {
      const passedSeconds = (performance.now() - startedMs) / 1_000;
      const due = (Math.min(passedSeconds, seconds) * EVENTS_PER_SECOND) / BATCH_EVENTS;
      while (requests.length < due) requests.push(this.#send(url, this.#nextBatch()));
      if (passedSeconds >= seconds) break;
    }
    await Promise.all(requests);
    await this.#burst(url, answers, end);
  }

  async #burst(url: string, answers: number, end: () => Promise<void>): Promise<void> {
    const requests = Array.from({ length: BURST }, () => this.#send(url, this.#nextBatch()));
    let answered = 0;
    await new Promise<void>((resolve) => {
      if (answers === 0) resolve();
      for (const request of requests) {
        void request.then(() => {
          answered += 1;
          if (answered === answers) resolve();
        });
      }
    });
    await end();
    await Promise.all(requests);
  }

  /** Sends again what was not answered, as clients do. */
  async repeat(url: string): Promise<void> {
    const batches = this.#unanswered;
    this.#unanswered = [];
    await Promise.all(batches.map((batch) => this.#send(url, batch)));
  }

  #nextBatch(): Batch {
    const first = this.#next;
    this.#next += BATCH_EVENTS;
    return Array.from({ length: BATCH_EVENTS }, (_, index) => first + index);
  }

  async #send(url: string, batch: Batch): Promise<void> {
    const body = JSON.stringify({ batch: batch.map(eventOf), writeKey: 'load' });
    try {
      const reply = await fetch(`${url}/v1/batch`, { method: 'POST', body });
      if (reply.status === 200) {
        this.acknowledged.push(...batch);
        return;
      }
    } catch {
      // The receiver ended before it answered.
    }
    this.#unanswered.push(batch);
  }
}

function eventOf(n: number): object {
  const properties = { n, name: 'Čaj', total: n / 100, note: 'x'.repeat(n % 200) };
  return {
    type: 'track',
    messageId: `event-${n}`,
    userId: `user-${n % 50}`,
    event: 'A',
    properties,
  };
}

interface Listed {
  readonly messages: readonly {
    readonly seq: number;
    readonly message: { readonly messageId: string; readonly properties: { readonly n: number } };
  }[];
}

/** The numbers of all events that a workspace has accepted, in its order, one for each time. */
export async function keptAt(url: string): Promise<number[]> {
  const numbers: number[] = [];
  for (let after = 0; ; ) {
    const reply = await fetch(`${url}/api/messages?limit=10000&after=${after}`);
    const { messages } = (await reply.json()) as Listed;
    for (const { message } of messages) {
      if (message.messageId !== `event-${message.properties.n}`) throw new Error('It is changed.');
      numbers.push(message.properties.n);
    }
    const last = messages.at(-1);
    if (last === undefined) return numbers;
    after = last.seq;
  }
}
