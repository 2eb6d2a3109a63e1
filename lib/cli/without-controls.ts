/** What a terminal would obey in the place of showing it: control characters, and those that turn the direction of text. */
const OBEYED = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text that came from elsewhere, as one line for a terminal. */
export function withoutControls(text: string): string {
  return text.replace(OBEYED, '\uFFFD');
}
