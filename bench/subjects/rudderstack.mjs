import { setTimeout as sleep } from 'node:timers/promises';
import Analytics from '@rudderstack/rudder-sdk-node';
import { Backlog } from './backlog.mjs';

/** RudderStack's client. A flush sends one batch, so settling takes several. */
export function createRudderstack({ url, flushAt, backlog: bound }) {
  const analytics = new Analytics('bench', {
    dataPlaneUrl: url,
    flushAt,
    gzip: false,
    maxInternalQueueSize: 10_000_000,
    logLevel: 'error',
  });
  const backlog = new Backlog(bound);
  const acknowledge = () => backlog.acknowledge(1);
  return {
    sends: true,
    track: (call) => {
      backlog.grow();
      analytics.track(call, acknowledge);
    },
    ready: () => backlog.room(),
    settled: async () => {
      while (backlog.count > 0) {
        await analytics.flush();
        await sleep(1);
      }
    },
    // It has no close(): its documentation says to flush.
    close: () => analytics.flush(),
  };
}
