import { closest } from 'fastest-levenshtein';

/** What is told in the place of an option that is not there. */
export const NO_OPTION = 'none of that name';

/** What to write in its place: the name that is nearest. */
export function nearOption(name: string, known: readonly string[]): string {
  return `an option that exists, perhaps ${closest(name, [...known])}`;
}
