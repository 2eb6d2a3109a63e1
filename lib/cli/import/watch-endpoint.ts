import type { Analytics } from '../../client/analytics.js';

export interface EndpointWatch {
  /** To be called now and then. */
  look(): void;
}

export interface WatchOptions {
  readonly client: Analytics;
  readonly say: (line: string) => void;
  readonly nowMs: () => number;
  /** What happens while it takes nothing, in a sentence. */
  readonly meanwhile?: string;
}

/** Faults are part of the network: what lasts longer is told. */
const PATIENCE_MS = 5_000;

/** Says when an endpoint takes nothing for some seconds, and why, and when it does again. */
export function watchEndpoint({
  client,
  say,
  nowMs,
  meanwhile = 'It is tried again until it takes messages.',
}: WatchOptions): EndpointWatch {
  let failingSinceMs: number | undefined;
  let fault = '';
  let isTold = false;
  client.on('http_response', ({ status, url }) => {
    if (status >= 200 && status < 300) {
      if (isTold) say(`${url} takes messages again.`);
      failingSinceMs = undefined;
      isTold = false;
      return;
    }
    fault = `${url} ${status === 0 ? 'gives no answer' : `answers ${status}`}`;
    failingSinceMs ??= nowMs();
  });
  return {
    look: () => {
      if (isTold || failingSinceMs === undefined) return;
      if (nowMs() - failingSinceMs < PATIENCE_MS) return;
      isTold = true;
      say(`${fault}. ${meanwhile}`);
    },
  };
}
