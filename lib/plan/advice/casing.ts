/** A way to write names of several words. */
export type Casing =
  | 'Title Case'
  | 'snake_case'
  | 'camelCase'
  | 'PascalCase'
  | 'kebab-case'
  | 'Sentence case'
  | 'lower case'
  | 'UPPER_CASE';

const LOWER = String.raw`[\p{Ll}\p{Lo}\p{N}]+`;
/** Words that stay small inside of a title. */
const SMALL = 'a|an|and|as|at|by|for|from|in|of|on|or|per|the|to|via|with';
// A word that is a name of its own, such as iOS, is written as it is.
const TITLE_WORD = String.raw`[^\p{Ll}\s_]\S*|\p{Ll}+\p{Lu}\S*`;

const FORMS: Readonly<Record<Casing, RegExp>> = {
  'Title Case': new RegExp(`^(?:${TITLE_WORD})(?: (?:${TITLE_WORD}|${SMALL}))*$`, 'u'),
  snake_case: new RegExp(`^_?${LOWER}(?:_${LOWER})*$`, 'u'),
  camelCase: /^[\p{Ll}\p{Lo}][\p{L}\p{N}]*$/u,
  PascalCase: /^[\p{Lu}\p{Lo}][\p{L}\p{N}]*$/u,
  'kebab-case': new RegExp(`^${LOWER}(?:-${LOWER})*$`, 'u'),
  'Sentence case': new RegExp(String.raw`^[\p{Lu}\p{N}][\p{Ll}\p{N}]*(?: ${LOWER})*$`, 'u'),
  'lower case': new RegExp(`^${LOWER}(?: ${LOWER})*$`, 'u'),
  UPPER_CASE: /^[\p{Lu}\p{N}]+(?:_[\p{Lu}\p{N}]+)*$/u,
};
const CASINGS = Object.keys(FORMS) as readonly Casing[];

export function isWritten(name: string, casing: Casing): boolean {
  return FORMS[casing].test(name);
}

/** The casing that most of the names have. Of two that are as frequent, it is the advised one. */
export function casingOf(names: readonly string[], advised: Casing): Casing {
  const counts = CASINGS.map((casing) => ({
    casing,
    count: names.filter((name) => isWritten(name, casing)).length + (casing === advised ? 0.5 : 0),
  }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).casing;
}

/** A name in another casing. */
export function inCasing(name: string, casing: Casing): string {
  const words = wordsOf(name);
  switch (casing) {
    case 'Title Case':
      return words.map(capital).join(' ');
    case 'snake_case':
      return words.join('_');
    case 'camelCase':
      return words.map((word, index) => (index === 0 ? word : capital(word))).join('');
    case 'PascalCase':
      return words.map(capital).join('');
    case 'kebab-case':
      return words.join('-');
    case 'Sentence case':
      return capital(words.join(' '));
    case 'lower case':
      return words.join(' ');
    case 'UPPER_CASE':
      return words.join('_').toUpperCase();
  }
}

/** The words of a name in small letters, whatever it is written in. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .split(/[\s_\-./:]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
