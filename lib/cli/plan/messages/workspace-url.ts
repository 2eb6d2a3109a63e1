import { UsageError } from '../../terminal.js';
import type { Reading } from './reading.js';

/** Entries of one request: up to 32 MB, as a message has up to 32 KB. */
const PAGE = 1_000;
const ANSWER_TIMEOUT_MS = 30_000;

interface Page {
  readonly entries: readonly { readonly seq: number }[];
  readonly last: number;
}

export interface UrlReading {
  readonly address: string;
  readonly reading: Reading;
  readonly onProgress: (line: string) => void;
}

/** Reads what a running workspace has kept, up to what was there when it was asked first. @throws UsageError */
export async function readWorkspaceUrl({
  address,
  reading,
  onProgress,
}: UrlReading): Promise<void> {
  let after = 0;
  let last: number | undefined;
  do {
    const page = await pageOf(address, {
      after,
      before: last === undefined ? undefined : last + 1,
    });
    last ??= page.last;
    for (const entry of page.entries) {
      reading.take(entry, { name: address, unit: 'message', number: entry.seq });
    }
    onProgress(`${address}: ${reading.messages} messages`);
    const seq = page.entries.at(-1)?.seq;
    // The highest of a page says where the next begins; without a higher one there is no next.
    if (seq === undefined || seq <= after) return;
    after = seq;
  } while (after < last);
}

async function pageOf(
  address: string,
  { after, before }: { readonly after: number; readonly before: number | undefined },
): Promise<Page> {
  const url = new URL('/api/messages', address);
  const query = {
    outcome: 'accepted',
    order: 'asc',
    limit: PAGE,
    after,
    ...(before && { before }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const { status, text } = await answerOf(url, address);
  const { messages, last } = objectIn(text);
  const isPage = Array.isArray(messages) && messages.every(hasSeq) && typeof last === 'number';
  if (status === 200 && isPage) return { entries: messages, last };
  throw new UsageError(
    `What answers at ${address} is no workspace: ${url.pathname} gave ${status}. Name the address that npx waybill dev prints.`,
  );
}

async function answerOf(url: URL, address: string) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    // Why it failed is in the cause: `connect ECONNREFUSED 127.0.0.1:8765`.
    const { message, cause } = error as Error & { readonly cause?: Partial<Error> };
    const reason = cause?.message === undefined || cause.message === '' ? message : cause.message;
    throw new UsageError(
      `No workspace answers at ${address}: ${reason}. Start it with npx waybill dev, or name its folder (.waybill).`,
    );
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function hasSeq(entry: unknown): entry is { readonly seq: number } {
  return (
    typeof entry === 'object' && entry !== null && 'seq' in entry && Number.isInteger(entry.seq)
  );
}
