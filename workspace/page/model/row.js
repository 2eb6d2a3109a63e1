/**
 * What the list shows of an entry, taken out once so that drawing and filtering stay cheap.
 *
 * @typedef {object} Row
 * @property {import('./forms.js').Entry} entry
 * @property {number} seq
 * @property {string} type the call; empty where the message has none
 * @property {string} name what the call is about: the event, the name of the page, the group …
 * @property {string} user the user's id, else the anonymous one
 * @property {'error' | 'warning' | 'hint' | ''} level of the worst problem
 * @property {string} [text] of the whole message in lower case; made by {@link textOf} when it is first searched
 */

const LEVELS = /** @type {const} */ (['error', 'warning', 'hint']);

/**
 * @param {import('./forms.js').Entry} entry
 * @returns {Row}
 */
export function rowOf(entry) {
  const { message } = entry;
  return {
    entry,
    seq: entry.seq,
    type: plain(message.type),
    name: nameOf(message),
    user: plain(message.userId) || plain(message.anonymousId),
    level: worstOf(entry.problems),
  };
}

/**
 * The raw text that searches look into.
 *
 * @param {Row} row
 */
export function textOf(row) {
  row.text ??= JSON.stringify(row.entry.message).toLowerCase();
  return row.text;
}

/**
 * What a message is about, in a few words; empty where it doesn't say.
 *
 * @param {import('./forms.js').Message} message
 */
export function nameOf(message) {
  switch (message.type) {
    case 'track':
      return plain(message.event);
    case 'page':
    case 'screen':
      return [plain(message.category), plain(message.name)].filter(Boolean).join(' · ');
    case 'group':
      return plain(message.groupId);
    case 'alias':
      return [plain(message.previousId), plain(message.userId)].filter(Boolean).join(' → ');
    case 'identify':
      return nameOfPerson(message.traits);
    default:
      return plain(message.event) || plain(message.name);
  }
}

/** @param {unknown} traits */
function nameOfPerson(traits) {
  if (typeof traits !== 'object' || traits === null) return '';
  const { name, email, username } = /** @type {Record<string, unknown>} */ (traits);
  return plain(name) || plain(email) || plain(username);
}

/** @param {readonly import('./forms.js').Problem[]} problems */
function worstOf(problems) {
  return LEVELS.find((level) => problems.some((problem) => problem.level === level)) ?? '';
}

/**
 * Texts and numbers as they are, everything else as JSON: whatever came in, it is shown.
 *
 * @param {unknown} value
 * @returns {string}
 */
function plain(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
