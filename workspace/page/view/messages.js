import { listing } from '../live/feed.js';
import { adjust, goTo } from '../live/router.js';
import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { Details } from './details.js';
import { Filters } from './filters.js';
import { FirstSteps } from './first-steps.js';
import { useMedia, useSession } from './hooks.js';
import { isOnControl, isTyping } from './keys.js';
import { MessageList } from './message-list.js';

const STEPS = Object.freeze({ j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 });

/** The stream of messages beside the one that is open. */
export function Messages() {
  useSession((state) => state.revision);
  const isLoaded = useSession((state) => state.isLoaded);
  const open = useSession(({ route }) => route.seq);
  const isNarrow = useMedia('(max-width: 720px)');
  const [cursor, setCursor] = useState(open);
  const current = useRef({ cursor, open });
  current.current = { cursor: open === 0 ? cursor : open, open };
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) =>
      onListKey(event, current.current, setCursor);
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const openMessage = (/** @type {number} */ seq) => {
    setCursor(seq);
    if (open === 0) goTo({ seq });
    else adjust({ seq });
  };
  return html`<div class="messages" data-open=${open > 0}>
    <${Filters} />
    <div class="messages-columns">
    <section class="stream" aria-label="Messages">
      ${
        isLoaded && listing.size === 0
          ? html`<${FirstSteps} />`
          : html`<${MessageList}
              cursor=${current.current.cursor}
              isHeld=${open > 0}
              isNarrow=${isNarrow}
              onOpen=${openMessage}
            />`
      }
    </section>
    ${open > 0 && html`<${Details} seq=${open} isNarrow=${isNarrow} onClose=${close} />`}
    </div>
  </div>`;
}

/**
 * @param {KeyboardEvent} event
 * @param {{ cursor: number, open: number }} current
 * @param {(seq: number) => void} setCursor
 */
function onListKey(event, { cursor, open }, setCursor) {
  if (event.key === 'Escape') return leave(event, open);
  if (isTyping(event) || document.querySelector('dialog[open]')) return;
  const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
  if (step !== undefined && isForList(event)) {
    event.preventDefault();
    const seq = neighbour(cursor, step);
    if (seq === undefined) return;
    setCursor(seq);
    if (open > 0) adjust({ seq });
  } else if (event.key === 'Enter' && cursor > 0 && !isOnControl(event)) {
    event.preventDefault();
    if (open === 0) goTo({ seq: cursor });
    requestAnimationFrame(() => document.getElementById('details-title')?.focus());
  }
}

/** @param {KeyboardEvent} event Arrows scroll what has the focus, unless that is the list or nothing. */
function isForList({ key, target }) {
  if (!key.startsWith('Arrow')) return true;
  return !(target instanceof Element && target.closest('.details'));
}

/**
 * @param {number} cursor
 * @param {number} step
 */
function neighbour(cursor, step) {
  const index = listing.indexOf(cursor);
  return listing.at(index === -1 ? 0 : index + step)?.seq;
}

/**
 * @param {KeyboardEvent} event
 * @param {number} open
 */
function leave(event, open) {
  if (document.querySelector('dialog[open]')) return;
  if (isTyping(event) && event.target instanceof HTMLElement) event.target.blur();
  else if (open > 0) close();
}

function close() {
  goTo({ seq: 0 });
  document.getElementById('message-list')?.focus();
}
