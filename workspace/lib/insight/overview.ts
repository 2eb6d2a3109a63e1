import type { EntryHead, Outcome } from '../entry/entry.js';

/** What came in during one minute. */
export interface OverviewMinute {
  /** When it began, in ISO 8601. */
  readonly minute: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicate: number;
}

/** What came in by one source. */
export interface SourceOverview {
  readonly source: string;
  /** All of it, whatever became of it. */
  readonly received: number;
  readonly accepted: number;
  readonly duplicate: number;
  /** How many were rejected, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  readonly lastReceivedAt: string;
  /** The last 60 minutes, the oldest first; minutes without messages are left out. */
  readonly perMinute: readonly OverviewMinute[];
}

export interface OverviewSnapshot {
  readonly sources: readonly SourceOverview[];
}

const MINUTES = 60;
const MINUTE_MS = 60_000;
/** As long as `2026-01-01T00:00`. */
const MINUTE_CHARACTERS = 16;
/** What comes by more sources than that is counted under the empty name. */
const MAX_SOURCES = 1_000;
const MAX_REASONS = 100;

/** Counts what comes in: since the start, and by minute. */
export class Overview {
  readonly #sources = new Map<string, Tally>();

  take(entry: EntryHead): void {
    const tally = this.#tallyOf(entry.source);
    tally.received += 1;
    tally.byOutcome[entry.outcome] += 1;
    if (entry.outcome === 'rejected') countReason(tally.reasons, entry.reason ?? 'bad_request');
    if (entry.receivedAt > tally.lastReceivedAt) tally.lastReceivedAt = entry.receivedAt;
    minuteOf(tally, entry.receivedAt)[entry.outcome] += 1;
  }

  /** @param nowMs The last minutes are those before it, in milliseconds since 1970. */
  snapshot(nowMs: number): OverviewSnapshot {
    return {
      sources: [...this.#sources].map(([source, tally]) => ({
        source,
        received: tally.received,
        accepted: tally.byOutcome.accepted,
        duplicate: tally.byOutcome.duplicate,
        rejected: Object.fromEntries(tally.reasons),
        lastReceivedAt: tally.lastReceivedAt,
        perMinute: latest(tally.minutes, nowMs),
      })),
    };
  }

  clear(): void {
    this.#sources.clear();
  }

  #tallyOf(source: string): Tally {
    const known = this.#sources.get(source);
    if (known !== undefined) return known;
    if (source !== '' && this.#sources.size >= MAX_SOURCES) return this.#tallyOf('');
    const fresh = newTally();
    this.#sources.set(source, fresh);
    return fresh;
  }
}

type Counts = Record<Outcome, number>;

interface Tally {
  received: number;
  readonly byOutcome: Counts;
  readonly reasons: Map<string, number>;
  lastReceivedAt: string;
  readonly minutes: Map<string, Counts>;
  /** The minute that was counted last, since most messages fall into the same as the one before. */
  current: { readonly minute: string; readonly counts: Counts } | undefined;
}

function newTally(): Tally {
  return {
    received: 0,
    byOutcome: noCounts(),
    reasons: new Map(),
    lastReceivedAt: '',
    minutes: new Map(),
    current: undefined,
  };
}

function noCounts(): Counts {
  return { accepted: 0, rejected: 0, duplicate: 0 };
}

function countReason(reasons: Map<string, number>, reason: string): void {
  if (!reasons.has(reason) && reasons.size >= MAX_REASONS) return;
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

function minuteOf(tally: Tally, receivedAt: string): Counts {
  if (tally.current !== undefined && receivedAt.startsWith(tally.current.minute)) {
    return tally.current.counts;
  }
  const minute = receivedAt.slice(0, MINUTE_CHARACTERS);
  const counts = tally.minutes.get(minute) ?? noCounts();
  tally.minutes.set(minute, counts);
  // One more than are shown, as the current minute has only begun.
  if (tally.minutes.size > MINUTES + 1) forgetOldest(tally.minutes);
  tally.current = { minute, counts };
  return counts;
}

function forgetOldest(minutes: Map<string, Counts>): void {
  // By the time and not by the order of arrival: a clock may be set back.
  let oldest: string | undefined;
  for (const minute of minutes.keys()) {
    if (oldest === undefined || minute < oldest) oldest = minute;
  }
  if (oldest !== undefined) minutes.delete(oldest);
}

function latest(minutes: ReadonlyMap<string, Counts>, nowMs: number): readonly OverviewMinute[] {
  const found: OverviewMinute[] = [];
  for (const [text, { accepted, rejected, duplicate }] of minutes) {
    const startMs = Date.parse(`${text}:00.000Z`);
    if (!(startMs <= nowMs && startMs > nowMs - MINUTES * MINUTE_MS)) continue;
    found.push({ minute: `${text}:00.000Z`, accepted, rejected, duplicate });
  }
  return found.sort((a, b) => (a.minute < b.minute ? -1 : 1));
}
