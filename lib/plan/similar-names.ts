import { distance } from 'fastest-levenshtein';

/** Two names that people may mean the same by. */
export interface SimilarNames {
  readonly one: string;
  readonly other: string;
  /** They differ in the case of letters, spaces and the like; or in one letter. */
  readonly difference: 'writing' | 'letter';
}

// A letter more or less is another word among short ones.
const MIN_LENGTH = 6;
const MAX_LENGTH = 100;

/** The letters and digits of a name. */
export function bare(name: string): string {
  const letters = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' ? name : letters;
}

/** Names that differ in the case of letters, spaces and the like alone: each with the first that is like it. */
export function alikeIn(names: readonly string[]): readonly SimilarNames[] {
  const firsts = new Map<string, string>();
  return [...new Set(names)].flatMap((other): SimilarNames[] => {
    const one = firsts.get(bare(other));
    if (one === undefined) firsts.set(bare(other), other);
    return one === undefined ? [] : [{ one, other, difference: 'writing' }];
  });
}

/** Names that differ in one letter alone. Numbers tell names apart on purpose. */
export function almostAlikeIn(names: readonly string[]): readonly SimilarNames[] {
  const byRest = new Map<string, string[]>();
  const told = new Set<string>();
  const found: SimilarNames[] = [];
  for (const other of new Set(names)) {
    // Two names within a letter have a rest in common, so that not every name is compared with every other.
    for (const rest of restsOf(bare(other))) {
      const alike = byRest.get(rest) ?? [];
      for (const one of alike) {
        const pair = JSON.stringify([one, other]);
        if (told.has(pair) || !isWithinLetter(bare(one), bare(other))) continue;
        told.add(pair);
        found.push({ one, other, difference: 'letter' });
      }
      byRest.set(rest, [...alike, other]);
    }
  }
  return found;
}

/** Whether two names, given as their letters and digits, are so alike that one may have become the other. */
export function isNear(one: string, other: string): boolean {
  const length = Math.max(one.length, other.length);
  if (length > MAX_LENGTH || Math.abs(one.length - other.length) > length / 4) return false;
  return distance(one, other) <= length / 4;
}

/** The one of the names that is likely meant; none, where none is near. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  const wanted = bare(name);
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  let nearest: string | undefined;
  let least = allowed + 1;
  for (const candidate of names) {
    const steps = distance(wanted, bare(candidate));
    // What has nothing in common is no hint, however short it is.
    if (steps >= least || steps >= Math.max(wanted.length, bare(candidate).length)) continue;
    nearest = candidate;
    least = steps;
  }
  return nearest;
}

/** The one of some words that a name is most likely a slip of the keyboard for, if it is any. */
export function nearestSlip(name: string, words: readonly string[]): string | undefined {
  const own = bare(name);
  return words
    .map((word) => ({ word, letters: bare(word) }))
    .filter(({ letters }) => isNear(own, letters) || isSwapped(own, letters))
    .map(({ word, letters }) => ({ word, steps: distance(own, letters) }))
    .sort((one, other) => one.steps - other.steps)[0]?.word;
}

/** Whether two letters beside each other changed places, as in `tpye`. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length || distance(one, other) !== 2) return false;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return one[at] === other[at + 1] && one[at + 1] === other[at];
}

function restsOf(name: string): ReadonlySet<string> {
  if (name.length < MIN_LENGTH || name.length > MAX_LENGTH) return new Set();
  const shorter = [...name].map((_, index) => name.slice(0, index) + name.slice(index + 1));
  return new Set([name, ...shorter]);
}

function isWithinLetter(one: string, other: string): boolean {
  const digits = (name: string): string => name.replaceAll(/\D+/g, ' ').trim();
  return distance(one, other) === 1 && digits(one) === digits(other);
}
