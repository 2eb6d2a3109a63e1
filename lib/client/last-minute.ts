const SECONDS = 60;
const MS_A_SECOND = 1_000;

/** Counts what happens, and knows how much of it was in the last 60 seconds: by whole seconds, so up to one less. */
export class LastMinute {
  readonly #counts: number[] = Array.from({ length: SECONDS }, () => 0);
  /** The newest second that was counted. */
  #second = Number.NEGATIVE_INFINITY;

  add(count: number, nowMs: number): void {
    this.#moveTo(nowMs);
    const index = this.#second % SECONDS;
    this.#counts[index] = (this.#counts[index] ?? 0) + count;
  }

  sum(nowMs: number): number {
    this.#moveTo(nowMs);
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** Forgets what is too old. A clock that was set back counts on in the second that it had reached. */
  #moveTo(nowMs: number): void {
    const second = Math.floor(nowMs / MS_A_SECOND);
    if (second <= this.#second) return;
    const first = Math.max(this.#second + 1, second - SECONDS + 1);
    for (let each = first; each <= second; each += 1) this.#counts[each % SECONDS] = 0;
    this.#second = second;
  }
}
