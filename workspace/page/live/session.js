import { HOME } from '../model/route.js';
import { Store } from './store.js';

/**
 * @typedef {object} Workspace
 * @property {string} version
 * @property {string} url
 * @property {boolean} strict
 * @property {string | null} [folder]
 * @property {string | null} [trouble] why messages can't be kept, such as a disk that is full
 * @property {string} startedAt
 * @property {{ readBytes: number, totalBytes: number } | null} [recovery] how much of what was kept is read; null once all is
 * @property {number} maxMessages
 * @property {import('../model/forms.js').PlanState[]} plans
 * @property {{ name: string, kind: string, writeKey: string, enabled: boolean }[]} sources
 *
 * @typedef {object} State
 * @property {Workspace | undefined} workspace
 * @property {'connecting' | 'live' | 'lost'} connection
 * @property {string} error what went wrong last; empty when nothing did
 * @property {string} notice what was done last, such as "Copied"
 * @property {import('../model/forms.js').Fault[]} faults
 * @property {number} faultsAtMs when they were told
 * @property {import('../model/route.js').Route} route
 * @property {boolean} isLoaded whether the first messages are here
 * @property {boolean} isPaused
 * @property {number} waiting how many came in while paused
 * @property {number} revision goes up whenever the list of messages changes
 */

/** @type {Store<State>} */
export const session = new Store(
  /** @type {State} */ ({
    workspace: undefined,
    connection: 'connecting',
    error: '',
    notice: '',
    faults: [],
    faultsAtMs: 0,
    route: HOME,
    isLoaded: false,
    isPaused: false,
    waiting: 0,
    revision: 0,
  }),
);

/**
 * Does something that may fail, and shows how.
 *
 * @param {() => Promise<void>} work
 */
export async function attempt(work) {
  try {
    await work();
  } catch (error) {
    session.set({ error: error instanceof Error ? error.message : `${error}` });
  }
}
