/** What a terminal would obey in the place of showing it: control characters, and those that turn the direction of text. */
const OBEYED = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text from elsewhere in one line, without what a terminal would obey. */
export function shownText(text: string): string {
  return text.replace(OBEYED, '\uFFFD');
}
