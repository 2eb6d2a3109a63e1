import { feed } from '../live/feed.js';
import { session } from '../live/session.js';
import { html, useEffect, useState } from '../vendor/preact.js';
import { FaultBanner } from './fault-banner.js';
import { Help } from './help.js';
import { useSession } from './hooks.js';
import { isTyping } from './keys.js';
import { TopBar } from './top-bar.js';
import { View } from './view.js';

/** The whole page: the bar, what has to be said on every tab, and the tab. */
export function Page() {
  const tab = useSession(({ route }) => route.tab);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (isTyping(event) || document.querySelector('dialog[open]')) return;
      if (event.key === '?') setHelpOpen(true);
      else if (event.key === 'p') feed.togglePause();
      else if (event.key === '/') focusSearch(event);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return html`
    <${TopBar} onHelp=${() => setHelpOpen(true)} />
    <${FaultBanner} />
    <${TroubleBar} />
    <${ErrorBar} />
    <main class="view" id="view" tabindex="-1"><${View} tab=${tab} /></main>
    <${Notice} />
    ${isHelpOpen && html`<${Help} onClose=${() => setHelpOpen(false)} />`}
  `;
}

function TroubleBar() {
  const trouble = useSession(({ workspace }) => workspace?.trouble);
  return html`<div role="alert">
    ${trouble && html`<p class="banner banner-error">${trouble}</p>`}
  </div>`;
}

function ErrorBar() {
  const error = useSession((state) => state.error);
  return html`<div role="alert">
    ${
      error &&
      html`<p class="banner banner-error">
        <span>${error}</span>
        <button type="button" class="button" onClick=${() => session.set({ error: '' })}>
          Dismiss
        </button>
      </p>`
    }
  </div>`;
}

function Notice() {
  const notice = useSession((state) => state.notice);
  return html`<div class="notice-place" role="status">
    ${notice && html`<p class="notice">${notice}</p>`}
  </div>`;
}

/** @param {KeyboardEvent} event */
function focusSearch(event) {
  const search = document.querySelector('input[type="search"]');
  if (!(search instanceof HTMLInputElement)) return;
  event.preventDefault();
  search.focus();
  search.select();
}
