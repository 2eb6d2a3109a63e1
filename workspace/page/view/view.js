import { html, useEffect, useState } from '../vendor/preact.js';
import { useSession } from './hooks.js';
import { Messages } from './messages.js';

/** The views beside the first one, which shall not wait for them. */
const LATER = Object.freeze({
  schema: () => import('./schema.js').then(({ Schema }) => Schema),
  users: () => import('./users.js').then(({ Users }) => Users),
  overview: () => import('./overview.js').then(({ Overview }) => Overview),
  faults: () => import('./faults.js').then(({ Faults }) => Faults),
});

/** @type {Record<string, unknown>} */
const loaded = { messages: Messages };

/**
 * The view of a tab. All of them are loaded once the first messages are here, and again when the workspace went away before.
 *
 * @param {{ tab: import('../model/route.js').Tab }} properties
 */
export function View({ tab }) {
  const connection = useSession((state) => state.connection);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (connection === 'lost') return;
    const names = connection === 'live' ? Object.keys(LATER) : [tab];
    for (const name of names) {
      void load(name).then(() => redraw((/** @type {number} */ count) => count + 1));
    }
  }, [tab, connection]);
  return loaded[tab] === undefined
    ? html`<p class="nothing">Loading …</p>`
    : html`<${loaded[tab]} />`;
}

/** @param {string} name */
async function load(name) {
  try {
    loaded[name] ??= await LATER[/** @type {keyof typeof LATER} */ (name)]?.();
  } catch (error) {
    // The workspace went away, of which the page tells anyhow.
    if (!(error instanceof TypeError)) throw error;
  }
}
