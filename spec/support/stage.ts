import { afterEach } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import type { Stats } from '../../lib/client/stats.js';
import { aClient } from './client.js';
import { Service } from './service.js';

/** Services and clients for the specs of one file. */
export interface Stage {
  service(...given: Parameters<typeof Service.start>): Promise<Service>;
  client(service: { readonly url: string }, options?: Partial<AnalyticsOptions>): Analytics;
  /** Something else to be closed after the spec. */
  onEnd(close: () => Promise<unknown> | unknown): void;
}

/** Closes after each spec whatever it started, the newest first. */
export function useStage(): Stage {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return {
    async service(...given) {
      const service = await Service.start(...given);
      closers.push(() => service.close());
      return service;
    },
    client(service, options) {
      const client = aClient(service, options);
      closers.push(() => client.close({ timeout: 0, signal: AbortSignal.abort() }));
      return client;
    },
    onEnd(close) {
      closers.push(close);
    },
  };
}

/** `delivered + dropped + spooled + pending`, which is to be what was accepted. */
export function accountedFor({ delivered, dropped, spooled, pending }: Stats): number {
  return delivered + Object.values(dropped).reduce((sum, one) => sum + one, 0) + spooled + pending;
}
