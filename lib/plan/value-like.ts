/** What looks like a value where a name is expected: an address, an id, a date or a number. For parts of names between spaces. */
export const VALUE_LIKE: readonly RegExp[] = [
  /^[^@]+@[^@]+\.[a-z]+$/i,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^\d{4}-\d\d-\d\d/,
  /^#\d+$/,
  // Letters and digits of a hexadecimal number.
  /^(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}$/i,
  // An id of some service, such as `cus_9s6XKzkNRiz8i3`.
  /^(?=\w*\d\w*[A-Za-z]\w*\d)\w{12,}$/,
];
