import { types } from 'node:util';
import { StartError } from './start-error.js';
import type { Entry } from './workspace-package.js';

export interface LiveTask {
  /** Where the workspace is. */
  readonly url: string;
  readonly signal: AbortSignal;
  /** Called once what comes from now on will be told. */
  readonly onOpen: () => void;
  readonly onEntries: (entries: readonly Entry[]) => void;
}

/** Entries that came at once are told at once: thousands of the largest ones. */
const MAX_EVENT_CHARS = 256 * 1024 * 1024;

/**
 * Follows the live stream of a workspace in another process. Resolves once the stream ends or `signal` says so.
 * @throws StartError where there is no such stream
 */
export async function followLive({ url, signal, onOpen, onEntries }: LiveTask): Promise<void> {
  try {
    const headers = { accept: 'text/event-stream' };
    const after = await lastSeq(url, signal);
    const address = new URL(`/api/live?after=${after}`, url);
    const response = await fetch(address, { headers, signal });
    if (!response.ok || response.body === null) {
      throw new StartError(`the workspace at ${url} answers ${response.status} to /api/live.`);
    }
    onOpen();
    for await (const text of eventsOf(response.body)) {
      const entries = entriesIn(text);
      if (entries.length > 0) onEntries(entries);
    }
  } catch (error) {
    // A workspace that ends cuts its streams, which fetch tells by a TypeError.
    if (signal.aborted || (types.isNativeError(error) && error.name === 'TypeError')) return;
    throw error;
  }
}

/** The number of the latest message: those before it have been seen on the page, if at all. */
async function lastSeq(url: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(new URL('/api/messages?outcome=any&limit=1', url), { signal });
  const { last } = (await response.json()) as { readonly last?: unknown };
  return typeof last === 'number' ? last : 0;
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const part = decoder.decode(bytes, { stream: true });
    rest += part;
    if (rest.length > MAX_EVENT_CHARS) {
      throw new StartError(
        'the workspace tells more at once than can be shown: filter on its page.',
      );
    }
    // JSON has its line ends escaped, so most parts of a long event have none, and there is no need to look at it whole.
    if (!part.includes('\n')) continue;
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    yield* events;
  }
}

/** The entries of an event `entries`; none in other events and in comments, which keep the connection open. */
export function entriesIn(event: string): readonly Entry[] {
  const lines = event.split('\n');
  const of = (field: string): readonly string[] =>
    lines.flatMap((line) =>
      line.startsWith(`${field}:`) ? [line.slice(field.length + 1).replace(/^ /, '')] : [],
    );
  if (of('event').at(-1) !== 'entries') return [];
  const data: unknown = JSON.parse(of('data').join('\n'));
  return Array.isArray(data) ? data.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, source, receivedAt, outcome, problems, message } = value as Partial<Entry>;
  return (
    typeof seq === 'number' &&
    typeof source === 'string' &&
    typeof receivedAt === 'string' &&
    typeof outcome === 'string' &&
    Array.isArray(problems) &&
    typeof message === 'object' &&
    message !== null
  );
}
