import { PostHog } from 'posthog-node';
import { Backlog } from './backlog.mjs';

/** PostHog's client. By itself it keeps 1,000 messages and drops the oldest; here it may keep them all. */
export function createPosthog({ url, flushAt, backlog: bound }) {
  const client = new PostHog('phc_bench', {
    host: url,
    flushAt,
    maxBatchSize: flushAt,
    maxQueueSize: 10_000_000,
    disableCompression: true,
    requestTimeout: 600_000,
  });
  const backlog = new Backlog(bound);
  client.on('flush', (messages) => backlog.acknowledge(messages.length));
  return {
    sends: true,
    track: ({ userId, event, properties }) => {
      backlog.grow();
      client.capture({ distinctId: userId, event, properties });
    },
    ready: () => backlog.room(),
    settled: async () => {
      while (backlog.count > 0) await Promise.all([client.flush(), nextTurn()]);
    },
    close: () => client.shutdown(600_000),
  };
}

function nextTurn() {
  return new Promise((resolve) => setImmediate(resolve));
}
