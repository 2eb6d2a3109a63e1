import type { PlannedKeys } from '../planned-keys.js';

/** Keys that were planned and no longer are: one of them, or at a place all that the plan does not name now. */
export interface LostKeys {
  readonly keys: readonly string[];
  readonly isAllOthers: boolean;
}

type Keys = PlannedKeys | undefined;

/** Far more than people plan, where parts refer to each other. */
const MAX_COMPARISONS = 100_000;

/** Which keys of calls that were as planned may be unplanned now. `keys` is where the calls have them. */
export function lostKeys(before: Keys, after: Keys, keys: readonly string[]): readonly LostKeys[] {
  const search = new Search();
  search.enter(before, after, keys);
  return search.lost;
}

class Search {
  readonly lost: LostKeys[] = [];
  /** Pairs that are being compared: to meet one of them again inside of itself adds nothing. */
  readonly #open: { readonly before: Keys; readonly after: PlannedKeys }[] = [];
  #count = 0;

  enter(before: Keys, after: Keys, keys: readonly string[]): void {
    if (after === undefined || before === after || this.#isOpen(before, after)) return;
    this.#count += 1;
    if (this.#count > MAX_COMPARISONS) return;
    // What can't be looked at any more is taken for lost.
    if (this.#count === MAX_COMPARISONS) this.lost.push({ keys, isAllOthers: true });
    this.#open.push({ before, after });
    this.#members(before, after, keys);
    this.enter(before?.items, after.items, [...keys, '$']);
    this.#open.pop();
  }

  #members(before: Keys, after: PlannedKeys, keys: readonly string[]): void {
    const { members, patterns } = after;
    if (members === undefined) return;
    if (before?.members === undefined) {
      this.lost.push({ keys, isAllOthers: true });
      return;
    }
    const texts = new Set(patterns.map(String));
    if (before.patterns.some((pattern) => !texts.has(String(pattern)))) {
      this.lost.push({ keys, isAllOthers: true });
    }
    for (const [name, inner] of before.members) {
      const isPlanned = members.has(name) || patterns.some((pattern) => pattern.test(name));
      if (isPlanned) this.enter(inner, members.get(name), [...keys, name]);
      else this.lost.push({ keys: [...keys, name], isAllOthers: false });
    }
    // What a pattern had planned with everything inside may have a plan of its own now.
    for (const [name, inner] of members) {
      const wasOpen = !before.members.has(name) && before.patterns.some((one) => one.test(name));
      if (wasOpen) this.enter(undefined, inner, [...keys, name]);
    }
  }

  #isOpen(before: Keys, after: PlannedKeys): boolean {
    return this.#open.some((pair) => pair.before === before && pair.after === after);
  }
}
