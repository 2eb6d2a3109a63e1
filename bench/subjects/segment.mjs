import { Analytics } from '@segment/analytics-node';
import { Backlog } from './backlog.mjs';

/** Segment's client. Its `track` event, emitted for each delivered message, is what counts acknowledgements. */
export function createSegment({ url, flushAt, backlog: bound }) {
  const analytics = new Analytics({
    writeKey: 'bench',
    host: url,
    flushAt,
    httpRequestTimeout: 600_000,
  });
  const backlog = new Backlog(bound);
  analytics.on('track', () => backlog.acknowledge(1));
  analytics.on('error', (error) => process.stderr.write(`segment: ${error.code}\n`));
  return {
    sends: true,
    track: (call) => {
      backlog.grow();
      analytics.track(call);
    },
    register: (plugin) => analytics.register(plugin),
    ready: () => backlog.room(),
    // Full batches leave by themselves, and a flush() during a request would not send the rest: close() is for that.
    settled: () => backlog.empty(),
    close: () => analytics.closeAndFlush({ timeout: 600_000 }),
  };
}
