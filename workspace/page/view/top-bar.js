import { adjustFilter } from '../live/router.js';
import { currentTheme, nextTheme, setTheme } from '../live/theme.js';
import { formatRoute, TABS } from '../model/route.js';
import { html, useState } from '../vendor/preact.js';
import { useSession } from './hooks.js';
import { Icon } from './icon.js';

const CONNECTION = Object.freeze({
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Reconnecting',
});

/** @param {{ onHelp: () => void }} properties */
export function TopBar({ onHelp }) {
  const route = useSession((state) => state.route);
  const workspace = useSession((state) => state.workspace);
  return html`<header class="bar">
    <a class="skip" href="#view" onClick=${skipToView}>Skip to the view</a>
    <div class="brand">
      <${Mark} />
      <h1>Waybill</h1>
      <span class="address">${workspace ? new URL(workspace.url).host : ''}</span>
      ${workspace?.strict && html`<span class="pill" title="Answers 400 to what it rejects">strict</span>`}
    </div>
    <nav class="tabs" aria-label="Views">
      ${TABS.map(
        (tab) => html`<a
          key=${tab}
          href=${formatRoute({ ...route, tab, user: '' })}
          aria-current=${tab === route.tab ? 'page' : undefined}
          data-text=${titleOf(tab)}
          >${titleOf(tab)}</a
        >`,
      )}
    </nav>
    <div class="bar-end">
      <${SourceFilter} />
      <${Connection} />
      <${ThemeButton} />
      <button type="button" class="icon-button" aria-label="Help" title="Help (?)" onClick=${onHelp}>
        <${Icon} name="help" />
      </button>
    </div>
  </header>`;
}

/** @param {string} tab */
function titleOf(tab) {
  return tab.charAt(0).toUpperCase() + tab.slice(1);
}

function Mark() {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" />
    <path d="M7 10l3.6 12L16 12l5.4 10L25 10" />
  </svg>`;
}

function Connection() {
  const connection = useSession((state) => state.connection);
  const isPaused = useSession((state) => state.isPaused);
  const state = connection === 'live' && isPaused ? 'paused' : connection;
  return html`<span class="connection" data-state=${state} role="status">
    <span class="dot" aria-hidden="true"></span>
    <span class="connection-text">${state === 'paused' ? 'Paused' : CONNECTION[connection]}</span>
  </span>`;
}

function SourceFilter() {
  const workspace = useSession((state) => state.workspace);
  const source = useSession(({ route }) => route.filter.source);
  const known = (workspace?.sources ?? []).map(({ name }) => name);
  const names = source === '' || known.includes(source) ? known : [...known, source];
  return html`<select
    class="field source-filter"
    aria-label="Source"
    value=${source}
    onChange=${(event) => adjustFilter({ source: event.currentTarget.value })}
  >
    <option value="">All sources</option>
    ${names.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
  </select>`;
}

function ThemeButton() {
  const [theme, show] = useState(currentTheme());
  const next = nextTheme(theme);
  const change = () => {
    setTheme(next);
    show(next);
  };
  const label = `Colours: ${theme}. Change to ${next}`;
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${label}
    title=${label}
    data-theme-button
    onClick=${change}
  >
    <${Icon} name=${theme} />
  </button>`;
}

/** @param {Event} event The address keeps what is shown, so that the link must not change it. */
function skipToView(event) {
  event.preventDefault();
  document.getElementById('view')?.focus();
}
