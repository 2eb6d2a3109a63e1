import type { JsonObject } from './entry/json-object.js';
import type { StoredMessage } from './entry/stored-message.js';
import { createApp } from './http/app.js';
import { Inbox } from './intake/inbox.js';
import { type Log, openLog } from './log/log.js';
import {
  type RecoveryProgress,
  resolveOptions,
  type Settings,
  type WorkspaceOptions,
} from './options.js';
import { makeParts, recover } from './parts.js';
import { addEvent, type EventToAdd } from './plan/add-event.js';
import { openPlans, type Plans } from './plan/plans.js';
import { Rejudging } from './rejudging.js';
import { announce, close, listening, urlOf } from './server.js';
import type { Store } from './store/store.js';
import { waitFor } from './store/wait.js';
import { VERSION } from './version.js';
import type { Workspace } from './workspace.js';

/**
 * Starts a local endpoint that takes what a Segment-compatible service takes, answers as it does, and keeps and shows the
 * messages: in memory, or in a folder that the next one finds them in. Rejects with a RangeError for an option out of its
 * bounds, with a LogError for a folder that can't be used, with a PlanError for a tracking plan that can't be used, and when it can't listen, such as on a port in use.
 *
 * @example
 * const workspace = await startWorkspace();
 * const analytics = new Analytics({ writeKey: 'any', host: workspace.url });
 */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const settings = resolveOptions(options);
  const plans = await openPlans(settings.plans);
  const log = await logOf(settings);
  try {
    return await listenOver(settings, plans, log);
  } catch (error) {
    await log?.close();
    throw error;
  }
}

async function logOf({ folder, maxLogBytes }: Settings): Promise<Log | undefined> {
  return folder === undefined ? undefined : openLog({ folder, maxBytes: maxLogBytes, address: '' });
}

async function listenOver(
  settings: Settings,
  plans: Plans,
  log: Log | undefined,
): Promise<Workspace> {
  const parts = makeParts(settings, plans, log);
  const { store, journal, seen, counters, faults, sources, overview, schema, users } = parts;
  const rejudging = new Rejudging(parts);
  plans.onChanged((news) => {
    if (news.trouble === undefined) void rejudging.start();
    queueMicrotask(() => settings.onPlanChange(news));
  });
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
    rejudging.stop();
    seen.clear();
    return journal.clear();
  };
  const view = {
    overview: () => overview.snapshot(Date.now()),
    schema: () => schema.snapshot(),
    users: (query = {}) => users.list(query),
    user: (id: string) => users.find(id),
    addToPlan: (event: EventToAdd) => addEvent(event, messagesOf(store, event), plans),
    violations: (query = {}) => parts.violations.snapshot(plans.states, query),
  } satisfies Partial<Workspace>;
  const stats = () => ({ ...counters.snapshot(), ...store.extent });
  let url = '';
  const app = createApp({
    ...parts,
    ...view,
    rejudging,
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
      plans: plans.states,
      trouble: trouble ?? null,
      recovery: recovery ?? null,
    }),
  });
  const server = await listening(app.fetch, settings);
  url = urlOf(server);
  await announce(url, server, log);
  plans.watch();
  let closing: Promise<void> | undefined;
  return {
    url,
    pageUrl: `${url}/`,
    sources: sources.all,
    get plans() {
      return plans.states;
    },
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
      plans.close();
      rejudging.stop();
      closing ??= close(server, log);
      return closing;
    },
  };
}

/** So many of the latest messages of an event make its rule. */
const MESSAGES_OF_RULE = 1_000;

function messagesOf(
  store: Store,
  { source, type = 'track', event }: EventToAdd,
): readonly JsonObject[] {
  const extent = { limit: MESSAGES_OF_RULE, order: 'desc' } as const;
  return store.find({ source, type, event }, extent).entries.map(({ message }) => message);
}
