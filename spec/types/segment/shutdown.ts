import { Analytics } from '@segment/analytics-node';

// Compiled, not run: how programs start and end with Segment's client.

const analytics = new Analytics({ writeKey: 'a-write-key' });

export async function start(): Promise<void> {
  await analytics.ready;
  const ready: Promise<void> = analytics.ready;
  return ready.then(() => console.log('ready'));
}
void analytics.ready.then(() => console.log('ready'));
void analytics.ready.catch((error: unknown) => console.error(error));

/** A service that a framework starts and ends. */
export class AnalyticsService {
  readonly #client = new Analytics({ writeKey: 'a-write-key' });

  onModuleInit(): Promise<void> {
    return this.#client.ready;
  }

  onModuleDestroy(): Promise<void> {
    return this.#client.closeAndFlush({ timeout: 5_000 });
  }

  async afterRequest(): Promise<void> {
    return this.#client.flush();
  }
}

/** Hooks of a process or of a test, as arrow functions. */
export const hooks: Readonly<Record<string, () => Promise<void>>> = {
  flush: () => analytics.flush(),
  soon: () => analytics.flush({ timeout: 1_000 }),
  close: () => analytics.flush({ close: true, timeout: undefined }),
  end: async () => analytics.closeAndFlush(),
  later: async () => {
    await analytics.closeAndFlush({});
  },
};
process.once('SIGTERM', () => {
  void analytics.closeAndFlush().then(() => process.exit(0));
});

export function methods({ flush, closeAndFlush }: Analytics): Promise<unknown> {
  return Promise.all([flush(), closeAndFlush({ timeout: 1_000 })]);
}
