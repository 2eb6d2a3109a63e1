import { Listing, MAX_ROWS } from '../model/listing.js';
import { session } from './session.js';

/** @typedef {import('../model/forms.js').Entry} Entry */

/** How many messages are compared with the filter before the browser may draw again. */
const SCAN_ROWS = 2_500;
/** How often the list is brought up to date while nobody looks: no frames are drawn then. */
const HIDDEN_MS = 1_000;

/** The messages of the page. Whoever draws them watches `revision` of the session. */
export const listing = new Listing();

/** @type {Entry[]} */
let incoming = [];
let isScheduled = false;
/** The number of the last message that came in, shown or waiting. */
let last = 0;

export const feed = {
  get last() {
    return last;
  },

  /**
   * Takes messages as they come in; they are shown with the next frame.
   *
   * @param {readonly Entry[]} entries
   */
  push(entries) {
    incoming = incoming.concat(entries).slice(-MAX_ROWS);
    last = Math.max(last, incoming.at(-1)?.seq ?? 0);
    schedule();
  },

  /** @param {readonly Entry[]} entries */
  pushOlder(entries) {
    listing.prepend(entries);
    schedule();
    announce();
  },

  /** @param {import('../model/filter.js').Filter} filter */
  setFilter(filter) {
    listing.setFilter(filter);
    listing.scan(SCAN_ROWS);
    schedule();
    announce();
  },

  /**
   * Forgets all messages, those that wait as well, for these.
   *
   * @param {readonly Entry[]} entries
   */
  replace(entries) {
    incoming = [];
    listing.clear();
    listing.prepend(entries);
    last = listing.last;
    session.set({ waiting: 0 });
    schedule();
    announce();
  },

  togglePause() {
    session.set({ isPaused: !session.state.isPaused });
    schedule();
  },
};

function schedule() {
  if (isScheduled) return;
  isScheduled = true;
  if (document.hidden) setTimeout(update, HIDDEN_MS);
  else requestAnimationFrame(update);
}

function update() {
  isScheduled = false;
  if (session.state.isPaused) {
    if (session.state.waiting !== incoming.length) session.set({ waiting: incoming.length });
  } else if (incoming.length > 0) {
    listing.append(incoming);
    incoming = [];
    session.set({ waiting: 0, revision: session.state.revision + 1 });
  }
  if (listing.isScanned) return;
  listing.scan(SCAN_ROWS);
  announce();
  schedule();
}

function announce() {
  session.set({ revision: session.state.revision + 1 });
}
