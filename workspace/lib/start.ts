import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { StoredMessage } from './entry/stored-message.js';
import { createApp } from './http/app.js';
import { Overview } from './insight/overview.js';
import { problemsOf } from './insight/problems.js';
import { SchemaView } from './insight/schema.js';
import { Users } from './insight/users.js';
import { Faults } from './intake/faults.js';
import { Inbox } from './intake/inbox.js';
import { SeenIds } from './intake/seen-ids.js';
import { Sources } from './intake/sources.js';
import { type Log, openLog } from './log/log.js';
import {
  type RecoveryProgress,
  resolveOptions,
  type Settings,
  type WorkspaceOptions,
} from './options.js';
import { Journal } from './store/journal.js';
import { Counters } from './store/stats.js';
import { Store } from './store/store.js';
import { waitFor } from './store/wait.js';
import { VERSION } from './version.js';
import type { Workspace } from './workspace.js';

const BODY_TIMEOUT_MS = 30_000;

/**
 * Starts a local endpoint that takes what a Segment-compatible service takes, answers as it does, and keeps and shows the
 * messages: in memory, or in a folder that the next one finds them in. Rejects with a RangeError for an option out of its
 * bounds, with a LogError for a folder that can't be used, and when it can't listen, such as on a port in use.
 *
 * @example
 * const workspace = await startWorkspace();
 * const analytics = new Analytics({ writeKey: 'any', host: workspace.url });
 */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const settings = resolveOptions(options);
  const log = await logOf(settings);
  try {
    return await listenOver(settings, log);
  } catch (error) {
    await log?.close();
    throw error;
  }
}

async function logOf({ folder, maxLogBytes }: Settings): Promise<Log | undefined> {
  return folder === undefined ? undefined : openLog({ folder, maxBytes: maxLogBytes, address: '' });
}

async function listenOver(settings: Settings, log: Log | undefined): Promise<Workspace> {
  const parts = makeParts(settings, log);
  const { store, journal, seen, counters, faults, sources, overview, schema, users } = parts;
  let recovery: RecoveryProgress | undefined;
  const recovered = recover(parts, log, (progress) => {
    recovery = progress.readBytes < progress.totalBytes ? progress : undefined;
    // In a turn of its own: what it throws is its program's to handle, and no damage of the log.
    queueMicrotask(() => settings.onRecovering(progress));
  });
  // Told to those who wait for it; a program that doesn't is not to die of it.
  recovered.catch(() => undefined);
  const startedAt = new Date().toISOString();
  let trouble: string | undefined;
  const forget = async () => {
    // What is still being read would come back after it was forgotten.
    await recovered.catch(() => undefined);
    seen.clear();
    return journal.clear();
  };
  const view = {
    overview: () => overview.snapshot(Date.now()),
    schema: () => schema.snapshot(),
    users: (query = {}) => users.list(query),
    user: (id: string) => users.find(id),
  } satisfies Partial<Workspace>;
  const stats = () => ({ ...counters.snapshot(), ...store.extent });
  let url = '';
  const app = createApp({
    ...parts,
    ...view,
    stats,
    inbox: new Inbox(parts),
    host: settings.host,
    isStrict: settings.isStrict,
    recovered,
    forget,
    onTrouble: (found) => {
      trouble = found;
    },
    about: () => ({
      version: VERSION,
      url,
      strict: settings.isStrict,
      folder: settings.folder ?? null,
      startedAt,
      maxMessages: settings.maxMessages,
      maxMemoryBytes: settings.maxMemoryBytes,
      sources: sources.all,
      trouble: trouble ?? null,
      recovery: recovery ?? null,
    }),
  });
  const server = await listening(app.fetch, settings);
  url = urlOf(server);
  await announce(url, server, log);
  let closing: Promise<void> | undefined;
  return {
    url,
    pageUrl: `${url}/`,
    sources: sources.all,
    recovered,
    get messages() {
      const accepted = store.entries.filter(({ outcome }) => outcome === 'accepted');
      return accepted.map(({ message }) => message as StoredMessage);
    },
    stats,
    query: (filter = {}, extent = {}) => store.find(filter, extent).entries,
    wait: async (filter, wanted) => {
      // What was kept counts, wherever it is by now.
      await recovered.catch(() => undefined);
      const { isComplete, entries } = await waitFor(store, filter, wanted);
      if (isComplete) return entries;
      const { count = 1 } = wanted ?? {};
      throw new Error(
        `wait: ${entries.length} of ${count} messages came for ${JSON.stringify(filter)}.`,
      );
    },
    clear: forget,
    ...view,
    get faults() {
      return faults.active;
    },
    setFaults: (given) => faults.set(given),
    // In a turn of its own: what a listener throws is its program's to handle, and no failure to take messages.
    subscribe: (listener) => store.onAdded((entries) => queueMicrotask(() => listener(entries))),
    close: () => {
      // The end of none of them is waited for any more.
      faults.set([]);
      closing ??= close(server, log);
      return closing;
    },
  };
}

function makeParts(settings: Settings, log: Log | undefined) {
  const store = new Store({ maxEntries: settings.maxMessages, maxBytes: settings.maxMemoryBytes });
  const overview = new Overview();
  const schema = new SchemaView();
  const users = new Users();
  return {
    store,
    overview,
    schema,
    users,
    journal: new Journal({
      store,
      views: [overview, schema, users],
      findProblems: problemsOf,
      log,
    }),
    seen: new SeenIds(settings.maxMessageIds),
    sources: new Sources(settings.sources),
    counters: new Counters(),
    faults: new Faults(),
  };
}

type Parts = ReturnType<typeof makeParts>;

async function recover(
  { journal, seen }: Parts,
  log: Log | undefined,
  onProgress: (progress: RecoveryProgress) => void,
): Promise<void> {
  await log?.read((_line, value) => {
    const recovered = journal.recover(value);
    if (recovered?.entry.outcome !== 'accepted') return;
    const { messageId } = recovered.message;
    if (typeof messageId === 'string') seen.add(messageId, Date.parse(recovered.entry.receivedAt));
  }, onProgress);
}

async function listening(
  fetch: Parameters<typeof getRequestListener>[0],
  { port, host }: Settings,
): Promise<Server> {
  const listener = getRequestListener(fetch, {
    // Else Hono replaces Request and Response for the whole program that the workspace runs in.
    overrideGlobalObjects: false,
  });
  const server = createServer((request, response) => void listener(request, response));
  server.requestTimeout = BODY_TIMEOUT_MS;
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('startWorkspace: the server was closed while it started.');
  }
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** Where nobody can be told, there is no workspace, and nothing that listens. */
async function announce(url: string, server: Server, log: Log | undefined): Promise<void> {
  try {
    await log?.announce(url);
  } catch (error) {
    await stop(server);
    throw error;
  }
}

async function close(server: Server, log: Log | undefined): Promise<void> {
  try {
    // As long as the workspace answers, nobody else takes its folder.
    await log?.close();
  } finally {
    await stop(server);
  }
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
