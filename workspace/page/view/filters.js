import { callApi } from '../live/api.js';
import { tell } from '../live/clipboard.js';
import { feed, listing } from '../live/feed.js';
import { adjust, adjustFilter } from '../live/router.js';
import { attempt } from '../live/session.js';
import { countFilters, NO_FILTER } from '../model/filter.js';
import { formatCount, formatCounted } from '../model/format.js';
import { CALL_TYPES, OUTCOMES } from '../model/forms.js';
import { html, useEffect, useState } from '../vendor/preact.js';
import { Dialog } from './dialog.js';
import { useSession } from './hooks.js';
import { Icon } from './icon.js';

/** How often a screen reader is told how many messages there are, at most. */
const SPOKEN_MS = 5_000;

/** What is searched for, and what is done to all messages. */
export function Filters() {
  const filter = useSession(({ route }) => route.filter);
  const [isOpen, setOpen] = useState(false);
  const count = countFilters({ ...filter, q: '', source: '' });
  return html`<div class="toolbar" role="search" data-open=${isOpen}>
    <label class="search">
      <${Icon} name="search" />
      <input
        type="search"
        aria-label="Search in the raw text"
        placeholder="Search in the raw text"
        spellcheck=${false}
        value=${filter.q}
        onInput=${(event) => adjustFilter({ q: event.currentTarget.value })}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
    <button
      type="button"
      class="button filters-button"
      aria-expanded=${isOpen ? 'true' : 'false'}
      onClick=${() => setOpen(!isOpen)}
    >
      <${Icon} name="filter" /> Filters${count > 0 ? ` (${count})` : ''}
    </button>
    <div class="filters">
      <${Choice} name="type" label="Call" all="All calls" options=${CALL_TYPES} value=${filter.type} />
      <${Text} name="event" label="Name" value=${filter.event} />
      <${Text} name="user" label="User" value=${filter.user} />
      <${Choice}
        name="outcome"
        label="Outcome"
        all="Any outcome"
        options=${OUTCOMES}
        value=${filter.outcome}
      />
      <label class="check">
        <input
          type="checkbox"
          checked=${filter.problems}
          onChange=${(event) => adjustFilter({ problems: event.currentTarget.checked })}
        />
        Problems only
      </label>
      ${
        countFilters(filter) > 0 &&
        html`<button type="button" class="button quiet" onClick=${() => adjust({ filter: NO_FILTER })}>
          Clear filters
        </button>`
      }
    </div>
    <div class="toolbar-end">
      <${Count} />
      <${PauseButton} />
      <${ClearButton} />
    </div>
  </div>`;
}

/** @param {{ name: string, label: string, all: string, options: readonly string[], value: string }} properties */
function Choice({ name, label, all, options, value }) {
  return html`<select
    class="field"
    aria-label=${label}
    value=${value}
    data-set=${value !== ''}
    onChange=${(event) => adjustFilter({ [name]: event.currentTarget.value })}
  >
    <option value="">${all}</option>
    ${options.map((option) => html`<option key=${option} value=${option}>${option}</option>`)}
  </select>`;
}

/** @param {{ name: string, label: string, value: string }} properties */
function Text({ name, label, value }) {
  return html`<input
    class="field"
    type="text"
    aria-label=${label}
    placeholder=${label}
    spellcheck=${false}
    autocomplete="off"
    value=${value}
    data-set=${value !== ''}
    onInput=${(event) => adjustFilter({ [name]: event.currentTarget.value })}
  />`;
}

function Count() {
  useSession((state) => state.revision);
  const text =
    listing.count === listing.size
      ? formatCounted(listing.size, 'message')
      : `${formatCount(listing.count)} of ${formatCounted(listing.size, 'message')}`;
  const [spoken, speak] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => speak(text), SPOKEN_MS);
    return () => clearTimeout(timer);
    // Begins again only when it was spoken: text that changes all the time would never be.
  }, [spoken === text]);
  return html`<span class="count" data-count=${listing.count}>${text}</span>
    <span class="off-screen" aria-live="polite">${spoken}</span>`;
}

function PauseButton() {
  const isPaused = useSession((state) => state.isPaused);
  const waiting = useSession((state) => state.waiting);
  return html`<button
    type="button"
    class="button pause"
    aria-pressed=${isPaused ? 'true' : 'false'}
    title=${isPaused ? 'Resume (p)' : 'Pause (p)'}
    onClick=${feed.togglePause}
  >
    <${Icon} name=${isPaused ? 'play' : 'pause'} />
    <span class="button-text">${isPaused ? 'Resume' : 'Pause'}</span>
    ${isPaused && html`<span class="waiting" title="Waiting">${formatCount(waiting)}</span>`}
  </button>`;
}

function ClearButton() {
  const [isAsking, ask] = useState(false);
  const clear = () =>
    attempt(async () => {
      const { deleted } = await callApi('/api/messages', { method: 'DELETE' });
      feed.replace([]);
      adjust({ seq: 0 });
      tell(`Deleted ${formatCounted(deleted, 'message')}`);
    });
  return html`<button type="button" class="button" title="Delete all messages" onClick=${() => ask(true)}>
      <${Icon} name="trash" /> <span class="button-text">Clear</span>
    </button>
    ${
      isAsking &&
      html`<${Dialog} title="Delete all messages?" onClose=${() => ask(false)}>
        <p>
          The workspace forgets its messages, schema, users and counts, and empties its log on disk.
          This can’t be undone.
        </p>
        <form method="dialog" class="dialog-end">
          <button class="button">Keep them</button>
          <button class="button danger" onClick=${clear}>Delete all</button>
        </form>
      <//>`
    }`;
}
