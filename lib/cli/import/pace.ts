/** How far something is, at one look. */
export interface Look {
  readonly atMs: number;
  readonly bytes: number;
  readonly settled: number;
}

/** The looks of so long count. */
const WINDOW_MS = 10_000;

/** How fast it goes, by what was seen in the last ten seconds. */
export class Pace {
  readonly #looks: Look[] = [];

  take(look: Look): void {
    this.#looks.push(look);
    while (this.#looks.length > 2 && look.atMs - (this.#looks[1]?.atMs ?? 0) >= WINDOW_MS) {
      this.#looks.shift();
    }
  }

  /** Messages a second. */
  get rate(): number {
    return this.#perSecond(({ settled }) => settled);
  }

  /** Seconds until so many bytes are read; nothing, where that can't be said. */
  secondsUntil(totalBytes: number): number | undefined {
    const speed = this.#perSecond(({ bytes }) => bytes);
    const { bytes = 0 } = this.#looks.at(-1) ?? {};
    return speed > 0 ? Math.max(0, totalBytes - bytes) / speed : undefined;
  }

  #perSecond(amountOf: (look: Look) => number): number {
    const first = this.#looks[0];
    const last = this.#looks.at(-1);
    if (first === undefined || last === undefined || first.atMs === last.atMs) return 0;
    return (1_000 * (amountOf(last) - amountOf(first))) / (last.atMs - first.atMs);
  }
}

/** A number of seconds as people write it: `8s`, `1m05s`, `2h03m`, `3d`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  if (whole < 60) return `${whole}s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  if (whole < 86_400) return `${Math.floor(whole / 3_600)}h${two((whole % 3_600) / 60)}m`;
  return `${Math.floor(whole / 86_400)}d${two((whole % 86_400) / 3_600)}h`;
}
