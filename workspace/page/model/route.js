import { NO_FILTER } from './filter.js';

/**
 * What the address says after its `#`: enough to show the same thing to somebody else.
 *
 * @typedef {object} Route
 * @property {Tab} tab
 * @property {import('./filter.js').Filter} filter
 * @property {number} seq of the message that is open; 0 for none
 * @property {string} user id of the user that is open; empty for none
 * @property {'pretty' | 'curl' | 'raw'} view of the open message
 *
 * @typedef {'messages' | 'schema' | 'violations' | 'users' | 'overview' | 'faults'} Tab
 */

export const TABS = Object.freeze(
  /** @type {const} */ (['messages', 'schema', 'violations', 'users', 'overview', 'faults']),
);

export const VIEWS = Object.freeze(/** @type {const} */ (['pretty', 'curl', 'raw']));

/** @type {Readonly<Route>} */
export const HOME = Object.freeze({
  tab: 'messages',
  filter: NO_FILTER,
  seq: 0,
  user: '',
  view: 'pretty',
});

const TEXT_FILTERS = /** @type {const} */ (['q', 'source', 'type', 'event', 'user', 'outcome']);

/**
 * @param {string} hash with or without its `#`; whatever can't be read is left out
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const [tab, user = ''] = path.split('/');
  const parameters = new URLSearchParams(query);
  const filter = { ...NO_FILTER, problems: parameters.get('problems') === '1' };
  for (const name of TEXT_FILTERS) filter[name] = parameters.get(name) ?? '';
  return {
    tab: TABS.find((known) => known === tab) ?? HOME.tab,
    filter,
    seq: numberOf(parameters.get('seq')),
    user: tab === 'users' ? decode(user) : '',
    view: VIEWS.find((known) => known === parameters.get('view')) ?? HOME.view,
  };
}

/**
 * @param {Route} route
 * @returns {string} begins with `#`
 */
export function formatRoute({ tab, filter, seq, user, view }) {
  const parameters = new URLSearchParams();
  for (const name of TEXT_FILTERS) {
    if (filter[name] !== '') parameters.set(name, filter[name]);
  }
  if (filter.problems) parameters.set('problems', '1');
  if (seq > 0) parameters.set('seq', `${seq}`);
  if (view !== HOME.view) parameters.set('view', view);
  const path = tab === 'users' && user !== '' ? `${tab}/${encodeURIComponent(user)}` : tab;
  const query = parameters.toString();
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

/** @param {string | null} text */
function numberOf(text) {
  return text !== null && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
