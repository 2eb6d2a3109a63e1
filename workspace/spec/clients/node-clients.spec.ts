import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics as SegmentAnalytics } from '@segment/analytics-node';
import LegacyAnalytics from 'analytics-node';
import { Analytics } from '../../../lib/index.js';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { expectSixCalls, makeSixCalls, type SixCaller, SOURCES, WRITE_KEY } from './six-calls.js';

interface Client extends SixCaller {
  /** Sends what waits. */
  readonly end: () => Promise<unknown>;
}

interface Make {
  /** What it calls itself in `context.library`. */
  readonly library: string;
  readonly start: (url: string) => Client;
}

const CLIENTS: Readonly<Record<string, Make>> = {
  '@segment/analytics-node': {
    library: '@segment/analytics-node',
    start: (host) => {
      const client = new SegmentAnalytics({ writeKey: WRITE_KEY, host });
      return withEnd(client, () => client.closeAndFlush());
    },
  },
  'the legacy analytics-node': {
    library: 'analytics-node',
    start: (host) => {
      const client = new LegacyAnalytics(WRITE_KEY, { host, flushAt: 3 });
      return withEnd(client, () => client.flush());
    },
  },
  '@rudderstack/rudder-sdk-node': { library: 'analytics-node', start: rudder({ gzip: false }) },
  '@rudderstack/rudder-sdk-node with gzip': {
    library: 'analytics-node',
    start: rudder({ gzip: true }),
  },
  waybill: {
    library: 'waybill',
    start: (host) => {
      const client = new Analytics({ writeKey: WRITE_KEY, host });
      return withEnd(client as unknown as SixCaller, () => client.closeAndFlush());
    },
  },
  'waybill with gzip': {
    library: 'waybill',
    start: (host) => {
      const client = new Analytics({ writeKey: WRITE_KEY, host, gzip: true });
      return withEnd(client as unknown as SixCaller, () => client.closeAndFlush());
    },
  },
};

function rudder({ gzip }: { readonly gzip: boolean }): Make['start'] {
  return (dataPlaneUrl) => {
    // It writes to the console what goes wrong; here that is a part of the play.
    const client = new RudderAnalytics(WRITE_KEY, { dataPlaneUrl, gzip, logLevel: 'none' });
    return withEnd(client as unknown as SixCaller, () => client.flush());
  };
}

function withEnd(client: SixCaller, end: Client['end']): Client {
  return {
    identify: (message) => client.identify(message),
    track: (message) => client.track(message),
    page: (message) => client.page(message),
    screen: (message) => client.screen(message),
    group: (message) => client.group(message),
    alias: (message) => client.alias(message),
    end,
  };
}

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace({ sources: SOURCES });
});

afterEach(() => workspace.close());

describe.each(Object.entries(CLIENTS))('%s', (_, { library, start }) => {
  it('has its six calls in the workspace as they were made, each once', async () => {
    const client = start(workspace.url);

    makeSixCalls(client);
    await client.end();

    await expectSixCalls(workspace, library);
  });

  it('sends again what was answered 503, which is there once', async () => {
    workspace.setFaults({ kind: 'status', status: 503, requests: 1 });
    const client = start(workspace.url);

    makeSixCalls(client);
    await client.end();

    await expectSixCalls(workspace, library);
    expect(workspace.stats().byStatus[503]).toBe(1);
  });
});

describe('a call without a time', () => {
  it('of Rudder has the time at which it was made, which it calls originalTimestamp', async () => {
    workspace.setFaults({ kind: 'latency', latencyMs: 200 });
    const client = new RudderAnalytics(WRITE_KEY, { dataPlaneUrl: workspace.url });

    client.track({ userId: 'ada', event: 'Signed In' });
    await client.flush();

    const [entry] = await workspace.wait({});
    const { originalTimestamp, receivedAt } = entry?.message ?? {};
    const passedMs = Date.parse(String(receivedAt)) - Date.parse(String(originalTimestamp));
    // A timer may be a millisecond early.
    expect(passedMs).toBeGreaterThanOrEqual(199);
  });
});
