import { distance } from 'fastest-levenshtein';

/** A name without case and without what separates words: `orderID`, `order_id` and `Order Id` are one. */
export function squash(name: string): string {
  return name.replace(SEPARATORS, '').toLowerCase();
}

/** The words of a name in small letters, whatever separates them: spaces, `_`, `-`, `.` or a capital letter. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(HUMP, '$1 $2')
    .toLowerCase()
    .split(SEPARATORS)
    .filter((word) => word !== '');
}

const SEPARATORS = /[^\p{L}\p{N}]+/gu;
const HUMP = /([\p{Ll}\p{N}])(\p{Lu})/gu;

/** How far a word may be from a known one, by the length of that. Short words have too many neighbours that mean something. */
const ONE_FROM = 5;
const TWO_FROM = 9;
/** Words that mean something, and are words of the vocabularies but for two letters that changed places: trial, field. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['trail', 'filed']);

/** How a word differs from a known one: by a slip, by its ending (which may be meant), or it is another word. */
export type Difference = 'same' | 'typo' | 'ending' | 'other';

/** How a name differs from a known one that has as many words, in one of them; more make it another name. */
export function compareNames(words: readonly string[], known: readonly string[]): Difference {
  if (words.length !== known.length) return 'other';
  let difference: Difference = 'same';
  for (const [index, word] of words.entries()) {
    const how = compareWords(word, known[index] ?? '');
    if (how === 'same') continue;
    if (how === 'other' || difference !== 'same') return 'other';
    difference = how;
  }
  return difference;
}

export function compareWords(word: string, known: string): Difference {
  if (word === known) return 'same';
  // People seldom get the first letter wrong, and words that differ in it are others: shared and spared, data and date.
  if (word[0] !== known[0] || Math.abs(word.length - known.length) > 2) return 'other';
  if (known.length < ONE_FROM) return 'other';
  const apart = distance(word, known);
  const isNear =
    apart === 1 ||
    (apart === 2 && (known.length >= TWO_FROM || (isSwap(word, known) && !OTHER_WORDS.has(word))));
  if (!isNear) return 'other';
  return hasOtherEnding(word, known, apart) ? 'ending' : 'typo';
}

/** As in complete and completed, or delivery and delivered; but not in startd and started. */
function hasOtherEnding(word: string, known: string, apart: number): boolean {
  if (word.startsWith(known) || known.startsWith(word)) return true;
  return apart === 2 && known.startsWith(word.slice(0, -1));
}

/** Whether two letters beside each other changed places. */
function isSwap(word: string, known: string): boolean {
  if (word.length !== known.length) return false;
  const at = [...known].findIndex((letter, index) => letter !== word[index]);
  return (
    word[at] === known[at + 1] &&
    word[at + 1] === known[at] &&
    word.slice(at + 2) === known.slice(at + 2)
  );
}
