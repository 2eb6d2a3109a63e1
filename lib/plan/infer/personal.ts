/**
 * Whether the values under a key are about a person, or tell one thing from another: names, addresses, numbers, ids, secrets.
 * They are no list of choices, however few of them were seen.
 */
export function isPersonalKey(key: string): boolean {
  const words = key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some((word) => PERSONAL_WORDS.has(word) || ENDING.test(word));
}

/** Whether a text may tell who somebody is: an address, a telephone number or other long number, or a name of a person. */
export function isPersonalText(text: string): boolean {
  if (text.includes('@')) return true;
  if ((text.match(/\d/g)?.length ?? 0) >= MIN_DIGITS) return true;
  return NAME.test(text);
}

/** As many as the shortest telephone numbers that are worth hiding; a year or an amount has fewer. */
const MIN_DIGITS = 6;
/** Two to four words that begin with a capital: `Ada Lovelace`; and `Credit Card`, which is the price of it. */
const NAME =
  /^\p{Lu}[\p{L}'’.-]*(?:[ ,]+(?:van|von|de|der|da|al|bin)?\s*\p{Lu}[\p{L}'’.-]*){1,3}$/u;
const ENDING = /(?:name|email|phone|address|token|password|birthday|id|ids)$/;

const PERSONAL_WORDS = new Set([
  ...['agent', 'assignee', 'author', 'avatar', 'contact', 'creator', 'customer', 'employee'],
  ...['guest', 'member', 'owner', 'patient', 'person', 'recipient', 'rep', 'sender', 'user'],
  ...['name', 'first', 'last', 'nick', 'surname', 'username', 'login', 'handle', 'alias'],
  ...['mail', 'mobile', 'cell', 'fax', 'tel', 'telephone', 'street', 'city', 'town', 'zip'],
  ...['postal', 'postcode', 'address', 'lat', 'lng', 'latitude', 'longitude', 'location', 'ip'],
  ...['birth', 'birthdate', 'dob', 'age', 'gender', 'sex', 'religion', 'ethnicity', 'diagnosis'],
  ...['ssn', 'iban', 'bic', 'card', 'passport', 'license', 'tax', 'vat', 'account', 'salary'],
  ...['key', 'secret', 'hash', 'session', 'cookie', 'uuid', 'guid', 'imei', 'idfa', 'device'],
  ...['comment', 'comments', 'message', 'note', 'notes', 'bio', 'query', 'search', 'title', 'url'],
]);
