import type { PlannedKeys } from '../planned-keys.js';

/** Keys that were planned and no longer are: one of them, or at a place all that the plan does not name now. */
export interface LostKeys {
  readonly keys: readonly string[];
  readonly isAllOthers: boolean;
}

type Keys = PlannedKeys | undefined;

/** Which keys of calls that were as planned may be unplanned now. `keys` is where the calls have them. */
export function lostKeys(before: Keys, after: Keys, keys: readonly string[]): readonly LostKeys[] {
  if (after === undefined || before === after) return [];
  return [
    ...lostMembers(before, after, keys),
    ...lostKeys(before?.items, after.items, [...keys, '$']),
  ];
}

function lostMembers(
  before: Keys,
  after: PlannedKeys,
  keys: readonly string[],
): readonly LostKeys[] {
  const { members, patterns } = after;
  if (members === undefined) return [];
  if (before?.members === undefined) return [{ keys, isAllOthers: true }];
  const texts = new Set(patterns.map(String));
  const lost: LostKeys[] = [];
  if (before.patterns.some((pattern) => !texts.has(String(pattern)))) {
    lost.push({ keys, isAllOthers: true });
  }
  for (const [name, inner] of before.members) {
    const isPlanned = members.has(name) || patterns.some((pattern) => pattern.test(name));
    if (isPlanned) lost.push(...lostKeys(inner, members.get(name), [...keys, name]));
    else lost.push({ keys: [...keys, name], isAllOthers: false });
  }
  // What a pattern had planned with everything inside may have a plan of its own now.
  for (const [name, inner] of members) {
    const wasOpen = !before.members.has(name) && before.patterns.some((one) => one.test(name));
    if (wasOpen) lost.push(...lostKeys(undefined, inner, [...keys, name]));
  }
  return lost;
}
