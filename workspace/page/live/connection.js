import { MAX_ROWS } from '../model/listing.js';
import { callApi } from './api.js';
import { feed, listing } from './feed.js';
import { session } from './session.js';

/** How many messages a request asks for: first those that are seen, which index.html lets the browser ask for at once. */
const FIRST_PAGE = 200;
const PAGE = 2_000;
const FIRST_WAIT_MS = 250;
const MAX_WAIT_MS = 4_000;
/** How often the page asks whether the workspace is in trouble, which the stream doesn't tell. */
const LOOK_MS = 5_000;
/** How often it asks how far the workspace is, as long as that has no messages to give. */
const WAITING_LOOK_MS = 500;

/** Keeps the page up to date for as long as it is open: loads, listens, and begins again when the line is lost. */
export async function stayConnected() {
  let waitMs = FIRST_WAIT_MS;
  let isJudged = true;
  for (;;) {
    try {
      await load(isJudged);
      session.set({ connection: 'live', error: '', isLoaded: true });
      waitMs = FIRST_WAIT_MS;
      const isOver = listen();
      const timer = setInterval(lookAgain, LOOK_MS);
      isJudged = await isOver;
      clearInterval(timer);
      // Nothing was lost: what is shown of messages is to be asked for again.
      if (!isJudged) continue;
      session.set({ connection: 'lost' });
    } catch (error) {
      session.set({
        connection: 'lost',
        error: error instanceof Error ? error.message : `${error}`,
      });
    }
    await passed(waitMs);
    waitMs = Math.min(waitMs * 2, MAX_WAIT_MS);
  }
}

/**
 * Asks for what the stream doesn't tell. After a restart, the messages may be others than those that are shown.
 *
 * @param {boolean} isJudged whether those that are shown were judged by the plans that there are
 */
async function load(isJudged) {
  const known = session.state.isLoaded ? session.state.workspace : undefined;
  // Messages come once all that was kept is read, and the reader of the page is to see how far that is.
  const timer = known === undefined ? setInterval(lookAgain, WAITING_LOOK_MS) : undefined;
  const answers = Promise.all([
    callApi('/api/workspace'),
    callApi('/api/faults'),
    loadPage({ limit: known === undefined ? FIRST_PAGE : 1 }),
  ]);
  const [workspace, faults, latest] = await answers.finally(() => clearInterval(timer));
  session.set({ workspace, ...told(faults.faults) });
  const isSame = known?.startedAt === workspace.startedAt && latest.last >= feed.last;
  if (isSame && isJudged) return;
  feed.replace(known === undefined ? latest.entries : (await loadPage({})).entries);
  void loadOlder();
}

/**
 * Fetches what came before, as far back as the page keeps, without holding anything up.
 */
async function loadOlder() {
  await passed(FIRST_WAIT_MS);
  for (let first = listing.first; first > 1 && listing.size < MAX_ROWS; ) {
    const { entries } = await loadPage({ before: first }).catch(() => ({ entries: [] }));
    // Cleared or loaded anew meanwhile, or nothing left.
    if (listing.first !== first || entries.length === 0) return;
    feed.pushOlder(entries);
    first = listing.first;
    await passed(0);
  }
}

/** A request that fails is no news: the stream ends then, too. */
async function lookAgain() {
  if (document.hidden) return;
  const workspace = await callApi('/api/workspace').catch(() => undefined);
  if (workspace !== undefined) session.set({ workspace });
}

/**
 * Listens to the stream until it ends, or messages were judged anew.
 *
 * @returns {Promise<boolean>} whether those that are shown are still judged as they are
 */
function listen() {
  const stream = new EventSource(`/api/live?after=${feed.last}`);
  stream.addEventListener('entries', ({ data }) => feed.push(JSON.parse(data)));
  stream.addEventListener('cleared', () => feed.replace([]));
  stream.addEventListener('faults', ({ data }) => session.set(told(JSON.parse(data))));
  stream.addEventListener('plans', ({ data }) => {
    const { workspace } = session.state;
    if (workspace !== undefined) {
      session.set({ workspace: { ...workspace, plans: JSON.parse(data) } });
    }
  });
  return new Promise((resolve) => {
    stream.addEventListener('rejudged', () => {
      stream.close();
      resolve(false);
    });
    // The browser would connect again by itself, but not tell that the workspace is another one by now.
    stream.addEventListener('error', () => {
      stream.close();
      resolve(true);
    });
  });
}

/** @param {Record<string, number>} query */
async function loadPage(query) {
  const { messages, last } = await callApi('/api/messages', {
    query: { outcome: 'any', order: 'desc', limit: PAGE, ...query },
  });
  return { entries: messages.reverse(), last };
}

/** @param {import('../model/forms.js').Fault[]} faults */
export function told(faults) {
  return { faults, faultsAtMs: Date.now() };
}

/** @param {number} ms */
function passed(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
