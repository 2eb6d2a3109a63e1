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
const SWAP_FROM = 6;
const TWO_FROM = 9;

/** How a word differs from a known one: by a slip inside of it, by its ending, or it is another word. */
export function compareWords(word: string, known: string): 'same' | 'typo' | 'ending' | 'other' {
  if (word === known) return 'same';
  // People seldom get the first letter wrong, and words that differ in it are others: shared and spared, data and date.
  if (word[0] !== known[0] || Math.abs(word.length - known.length) > 2) return 'other';
  if (known.length < ONE_FROM) return 'other';
  const apart = distance(word, known);
  const isNear =
    apart === 1 ||
    (apart === 2 &&
      (known.length >= TWO_FROM || (known.length >= SWAP_FROM && isSwap(word, known))));
  if (!isNear) return 'other';
  return word.startsWith(known) || known.startsWith(word) ? 'ending' : 'typo';
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
