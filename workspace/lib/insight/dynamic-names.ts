/** The part of an event's name that looks like a value: an address, an id, a date or a long number. */
export function dynamicPart(name: string): string | undefined {
  return name.split(BETWEEN_PARTS).find((part) => VALUES.some((value) => value.test(part)));
}

/** The name without its numbers. */
export function withoutNumbers(name: string): string {
  return name.replace(/#?\d+/g, '');
}

const BETWEEN_PARTS = /[\s/,;()]+/;
const VALUES: readonly RegExp[] = [
  /^[^@]+@[^@]+\.[a-z]+$/i,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^\d{4}-\d\d-\d\d/,
  /^#\d+$/,
  // Hexadecimal: letters and digits.
  /^(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}$/i,
  // An id of some service, such as `cus_9s6XKzkNRiz8i3`.
  /^(?=\w*\d\w*[A-Za-z]\w*\d)\w{12,}$/,
  // A number of four digits or more, but a year.
  /(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4,}/,
];
