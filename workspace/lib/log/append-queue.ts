/** What takes the lines; it is called once at a time. */
export interface Sink {
  write(lines: Buffer): Promise<void>;
  clear(): Promise<void>;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

type Job =
  | ({ readonly kind: 'append'; readonly text: string } & Waiter)
  | ({ readonly kind: 'clear' } & Waiter);

/** How much is written at once, unless one call alone has more: bounds what encoding takes in memory. */
const MAX_GROUP_CHARS = 1024 * 1024;

/**
 * Makes one write of all calls of a turn, and of all that come while a write is under way. What is asked for is done in its
 * order. It holds what its callers wait for, and so no more than they have.
 */
export class AppendQueue {
  readonly #sink: Sink;
  #jobs: Job[] = [];
  #working: Promise<void> | undefined;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** @param text Lines, each with its end. */
  append(text: string): Promise<void> {
    return this.#enqueue((waiter) => ({ kind: 'append', text, ...waiter }));
  }

  clear(): Promise<void> {
    return this.#enqueue((waiter) => ({ kind: 'clear', ...waiter }));
  }

  /** Resolves once there is nothing left to do. Never rejects. */
  async idle(): Promise<void> {
    await this.#working;
  }

  #enqueue(toJob: (waiter: Waiter) => Job): Promise<void> {
    const done = new Promise<void>((resolve, reject) => {
      this.#jobs.push(toJob({ resolve, reject }));
    });
    this.#working ??= this.#work();
    return done;
  }

  async #work(): Promise<void> {
    // The calls of this turn are all there when its immediates run.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#jobs.length > 0) {
      const jobs = this.#jobs;
      this.#jobs = [];
      for (const group of groupsOf(jobs)) await this.#do(group);
    }
    this.#working = undefined;
  }

  async #do(group: readonly Job[]): Promise<void> {
    try {
      if (group[0]?.kind === 'clear') await this.#sink.clear();
      else await this.#sink.write(encode(group));
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { resolve } of group) resolve();
  }
}

/** Appends that follow each other belong together, up to a bound; a clear stands alone. */
function* groupsOf(jobs: readonly Job[]): Generator<readonly Job[]> {
  let group: Job[] = [];
  let chars = 0;
  for (const job of jobs) {
    const jobChars = job.kind === 'append' ? job.text.length : 0;
    const isApart = job.kind === 'clear' || group[0]?.kind === 'clear';
    if (group.length > 0 && (isApart || chars + jobChars > MAX_GROUP_CHARS)) {
      yield group;
      group = [];
      chars = 0;
    }
    group.push(job);
    chars += jobChars;
  }
  if (group.length > 0) yield group;
}

function encode(group: readonly Job[]): Buffer {
  const texts = group.map((job) => (job.kind === 'append' ? job.text : ''));
  return Buffer.from(texts.join(''), 'utf8');
}
