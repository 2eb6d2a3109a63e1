import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createEndpoint } from './http/endpoint.js';
import { checkFault, type Fault } from './http/faults.js';
import { Inbox } from './intake/inbox.js';
import { resolveOptions, type WorkspaceOptions } from './options.js';
import { Counters, type WorkspaceStats } from './store/stats.js';
import type { StoredMessage } from './store/store.js';

/** A tracking endpoint on this computer. */
export interface Workspace {
  /** Where it listens, for a client's `host`. */
  readonly url: string;
  /** The latest messages, repeats left out, in the order in which they came. */
  readonly messages: readonly StoredMessage[];
  /** The account of the endpoint, as it is now. */
  stats(): WorkspaceStats;
  /**
   * Lets every request fail from now on, or none any more.
   * @throws RangeError for a status that is no failure.
   */
  fail(fault: Fault | undefined): void;
  /** Stops listening and cuts what is still open. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts a local endpoint that takes what a Segment-compatible service takes, answers as it does, and keeps the messages in
 * memory. Rejects with a RangeError for an option out of its bounds, and when it can't listen, such as on a port in use.
 *
 * @example
 * const workspace = await startWorkspace();
 * const analytics = new Analytics({ writeKey: 'any', host: workspace.url });
 */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const settings = resolveOptions(options);
  const counters = new Counters();
  const inbox = new Inbox(settings, counters);
  let current: Fault | undefined;
  const endpoint = createEndpoint({ inbox, counters, fault: () => current });
  const listener = getRequestListener(endpoint.fetch, {
    // Else Hono replaces Request and Response for the whole program that the workspace runs in.
    overrideGlobalObjects: false,
  });
  const server = createServer((request, response) => void listener(request, response));
  server.listen(settings.port, settings.host);
  await once(server, 'listening');
  const url = urlOf(server);
  let closing: Promise<void> | undefined;
  return {
    url,
    get messages() {
      return inbox.store.messages;
    },
    stats: () => counters.snapshot(),
    fail: (fault) => {
      if (fault !== undefined) checkFault(fault);
      current = fault;
    },
    close: () => {
      closing ??= close(server);
      return closing;
    },
  };
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('startWorkspace: the server was closed while it started.');
  }
  return `http://${address.address}:${address.port}`;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
