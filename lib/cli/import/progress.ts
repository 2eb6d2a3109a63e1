import cliProgress, { type SingleBar } from 'cli-progress';
import { grouped } from '../counted.js';
import { durationText, Pace } from './pace.js';

/** How far something is. */
export interface Shown {
  /** Bytes of the files that were read. */
  readonly bytes: number;
  /** How many there are; 0, where nobody knows. */
  readonly totalBytes: number;
  readonly delivered: number;
  readonly notDelivered: number;
  /** Whether this is a dry run: then `delivered` would have been sent. */
  readonly isDry: boolean;
}

/** Shows how far something is. */
export interface Progress {
  update(shown: Shown): void;
  /** Says something that stays, above what changes. */
  say(line: string): void;
  /** Takes away what would be in the way of the report. */
  stop(): void;
}

/** Standard error, or what stands for it. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface ProgressParts {
  readonly stream: ProgressStream;
  readonly nowMs: () => number;
}

const BAR_CHARS = 16;
const BAR_EVERY_MS = 200;
const LINE_EVERY_MS = 10_000;

/** A bar where somebody watches, else a line every ten seconds. */
export function showProgress(parts: ProgressParts): Progress {
  return parts.stream.isTTY === true ? new Bar(parts) : new Lines(parts);
}

/** What says nothing but what has to be said. */
export function hideProgress({ stream }: Pick<ProgressParts, 'stream'>): Progress {
  return {
    update: () => undefined,
    say: (line) => void stream.write(`${line}\n`),
    stop: () => undefined,
  };
}

/** A bar in one line, of at most 80 columns. */
class Bar implements Progress {
  readonly #parts: ProgressParts;
  readonly #pace = new Pace();
  #bar: SingleBar | undefined;
  #isStopped = false;
  #nextMs = 0;

  constructor(parts: ProgressParts) {
    this.#parts = parts;
  }

  update(shown: Shown): void {
    const atMs = this.#parts.nowMs();
    if (this.#isStopped || atMs < this.#nextMs) return;
    this.#nextMs = atMs + BAR_EVERY_MS;
    this.#pace.take(lookOf(shown, atMs));
    const { bytes, totalBytes } = shown;
    const value = Math.min(bytes, totalBytes);
    const payload = { account: accountText(shown, this.#pace) };
    if (this.#bar === undefined) {
      this.#bar = this.#barFor(shown);
      this.#bar.start(totalBytes, value, payload);
    } else {
      this.#bar.update(value, payload);
    }
  }

  say(line: string): void {
    this.#clear();
    this.#parts.stream.write(`${line}\n`);
    this.#nextMs = 0;
  }

  stop(): void {
    this.#clear();
    this.#isStopped = true;
  }

  #clear(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #barFor({ totalBytes }: Shown): SingleBar {
    const options = {
      format: totalBytes > 0 ? '{bar} {percentage} %  {account}' : '{account}',
      barsize: BAR_CHARS,
      clearOnComplete: true,
      // Nothing of the terminal is changed, so that whatever ends the process leaves it as it was: a line is cut instead.
      linewrap: true,
      gracefulExit: false,
      stream: this.#parts.stream,
    };
    return new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
  }
}

class Lines implements Progress {
  readonly #parts: ProgressParts;
  readonly #pace = new Pace();
  #nextMs: number;

  constructor(parts: ProgressParts) {
    this.#parts = parts;
    this.#nextMs = parts.nowMs() + LINE_EVERY_MS;
  }

  update(shown: Shown): void {
    const atMs = this.#parts.nowMs();
    this.#pace.take(lookOf(shown, atMs));
    if (atMs < this.#nextMs) return;
    this.#nextMs = atMs + LINE_EVERY_MS;
    const { bytes, totalBytes } = shown;
    const percent = totalBytes > 0 ? `${Math.floor((100 * bytes) / totalBytes)} %  ` : '';
    this.say(`${percent}${accountText(shown, this.#pace)}`);
  }

  say(line: string): void {
    this.#parts.stream.write(`${line}\n`);
  }

  stop(): void {
    // A line is in nobody's way.
  }
}

function lookOf(
  { bytes, delivered, notDelivered }: Shown,
  atMs: number,
): { readonly atMs: number; readonly bytes: number; readonly settled: number } {
  return { atMs, bytes, settled: delivered + notDelivered };
}

/** `1,234,567 delivered  3 not  12,345/s  1m05s left` */
function accountText({ isDry, ...shown }: Shown, pace: Pace): string {
  const left = shown.totalBytes > 0 ? pace.secondsUntil(shown.totalBytes) : undefined;
  return [
    `${grouped(shown.delivered)} ${isDry ? 'valid' : 'delivered'}`,
    ...(shown.notDelivered === 0 ? [] : [`${grouped(shown.notDelivered)} not`]),
    `${grouped(Math.round(pace.rate))}/s`,
    ...(left === undefined ? [] : [`${durationText(left)} left`]),
  ].join('  ');
}
