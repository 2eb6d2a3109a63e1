import { formatRoute, parseRoute } from '../model/route.js';
import { feed } from './feed.js';
import { session } from './session.js';

/** Follows the address, from now on. */
export function followAddress() {
  const follow = () => show(parseRoute(location.hash));
  addEventListener('hashchange', follow);
  follow();
}

/**
 * Goes somewhere else on the page, so that Back returns from there.
 *
 * @param {Partial<import('../model/route.js').Route>} change
 */
export function goTo(change) {
  const route = { ...session.state.route, ...change };
  history.pushState(null, '', formatRoute(route));
  show(route);
}

/**
 * Changes what the page shows without a step for Back, such as while somebody types.
 *
 * @param {Partial<import('../model/route.js').Route>} change
 */
export function adjust(change) {
  const route = { ...session.state.route, ...change };
  history.replaceState(null, '', formatRoute(route));
  show(route);
}

/** @param {Partial<import('../model/filter.js').Filter>} change */
export function adjustFilter(change) {
  adjust({ filter: { ...session.state.route.filter, ...change } });
}

/** @param {import('../model/route.js').Route} route */
function show(route) {
  const before = session.state.route;
  session.set({ route, ...(before.tab !== route.tab && { error: '' }) });
  if (JSON.stringify(before.filter) !== JSON.stringify(route.filter)) feed.setFilter(route.filter);
}
