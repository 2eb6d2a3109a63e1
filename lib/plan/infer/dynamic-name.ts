/** A name with its ids, numbers, dates and addresses replaced by `*`; the name itself, where it has none. */
export function formOf(name: string): string {
  if (!MAY_HAVE_VALUES.test(name)) return name;
  return name
    .split(BETWEEN_PARTS)
    .map((part) => (VALUES.some((value) => value.test(part)) ? '*' : part))
    .join('');
}

/** Whether a key is data: an id, a date, a number or an address. */
export function isKeyLikeId(key: string): boolean {
  return formOf(key) !== key;
}

/** A value has a digit, or is an address. */
const MAY_HAVE_VALUES = /[\d@]/;
const BETWEEN_PARTS = /([\s/,;:()[\]]+)/;
const VALUES: readonly RegExp[] = [
  /^[^@]+@[^@]+\.[a-z]+$/i,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^\d{4}-\d\d-\d\d/,
  /^#\d+$/,
  // Hexadecimal: letters and digits.
  /^(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}$/i,
  // An id of some service, such as `cus_9s6XKzkNRiz8i3`.
  /^(?=\w*\d\w*[A-Za-z]\w*\d)\w{12,}$/,
  // A number of three digits or more, but a year.
  /(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}/,
];
