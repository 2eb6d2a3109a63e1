import { setTimeout as pause } from 'node:timers/promises';
import { Door } from './door.js';
import { type Latency, latencyOf } from './latency.js';
import { visitOf } from './shopper.js';

export interface TrafficOptions {
  /** The shop whose client sends. */
  readonly shop: string;
  /** The same shop with its client disabled. */
  readonly twin: string;
  /** How many requests each of the two gets. */
  readonly requests: number;
  /** Called before each of them, with how many were started. */
  readonly onRequest: (started: number) => void;
}

/** What the shoppers saw. */
export interface TrafficReport {
  /** Requests to the shop. */
  readonly requests: number;
  /** Those among them that were not answered 200. */
  readonly failed: number;
  /** How long the answers of each shop took, after the first tenth. */
  readonly withClient: Latency;
  readonly withoutClient: Latency;
}

/** How many shoppers are in the shop at once. */
const SHOPPERS = 16;
/** How long a shopper looks at an answer. Without it the computer is saturated, and times say nothing. */
const LOOK_MS = 40;
/** The first requests meet programs that are still being compiled: they count, but are not timed. */
const WARM_UP_SHARE = 0.1;

/**
 * Sends shoppers through both shops. Each request goes to one shop and then to the other, which one first takes turns, so that
 * both meet the same load at the same time and their times can be compared.
 */
export async function runTraffic(options: TrafficOptions): Promise<TrafficReport> {
  const shops = [new Door(options.shop), new Door(options.twin)] as const;
  const warmUp = Math.floor(options.requests * WARM_UP_SHARE);
  let started = 0;
  let visits = 0;

  async function shopper(): Promise<void> {
    while (started < options.requests) {
      const visit = visits;
      visits += 1;
      for (const step of visitOf(visit)) {
        if (started >= options.requests) return;
        started += 1;
        options.onRequest(started);
        const [first, second] = started % 2 === 0 ? shops : [shops[1], shops[0]];
        for (const door of [first, second]) {
          const tookMs = await door.send(step, visit);
          if (started > warmUp) door.timesMs.push(tookMs);
        }
        await pause(LOOK_MS);
      }
    }
  }

  await Promise.all(Array.from({ length: SHOPPERS }, shopper));
  for (const door of shops) door.close();
  const [shop, twin] = shops;
  return {
    requests: started,
    failed: shop.failed,
    withClient: latencyOf(shop.timesMs),
    withoutClient: latencyOf(twin.timesMs),
  };
}
