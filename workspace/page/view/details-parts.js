import { goTo } from '../live/router.js';
import { session } from '../live/session.js';
import { formatCode, formatTime } from '../model/format.js';
import { formatRoute, HOME } from '../model/route.js';
import { nameOf } from '../model/row.js';
import { html } from '../vendor/preact.js';
import { Icon } from './icon.js';
import { CallBadge } from './message-row.js';

/** @typedef {import('../model/forms.js').Entry} Entry */

const LEVEL_NAMES = Object.freeze({ error: 'Error', warning: 'Warning', hint: 'Hint' });

/** @param {{ seq: number, entry: Entry | undefined, onClose: () => void }} properties */
export function DetailsHead({ seq, entry, onClose }) {
  const type = entry === undefined ? '' : `${entry.message.type ?? ''}`;
  return html`<header class="details-head">
    <div class="details-title">
      ${entry && html`<${CallBadge} type=${type} />`}
      <h2 id="details-title" tabindex="-1">
        ${(entry && nameOf(entry.message)) || (type === '' ? `Message ${seq}` : type)}
      </h2>
      <button type="button" class="icon-button" aria-label="Close" title="Close (Esc)" onClick=${onClose}>
        <${Icon} name="close" />
      </button>
    </div>
    ${
      entry &&
      html`<p class="details-line">
        <span class="outcome" data-outcome=${entry.outcome}>${entry.outcome}</span>
        ${entry.reason && html`<span>${formatCode(entry.reason)}</span>`}
        <span>no. ${seq}</span>
        <span>${entry.source || 'unknown source'}</span>
        <time datetime=${entry.receivedAt} title=${entry.receivedAt}>${formatTime(entry.receivedAt)}</time>
      </p>`
    }
  </header>`;
}

/** @param {{ problems: readonly import('../model/forms.js').Problem[] }} properties */
export function Problems({ problems }) {
  if (problems.length === 0) return null;
  return html`<ul class="problems" aria-label="Problems">
    ${problems.map(
      ({ level, code, path, text, suggestion }, index) => html`<li key=${index} data-level=${level}>
        <p class="problem-text">
          <strong>${LEVEL_NAMES[level] ?? level}</strong>
          ${' '}${text}
        </p>
        <p class="problem-line">
          ${path && html`<code>${path}</code>`}
          ${suggestion && html`<span class="arrow" aria-label="better">→</span> <code class="better">${suggestion}</code>`}
          <span class="problem-code">${code}</span>
        </p>
      </li>`,
    )}
  </ul>`;
}

/** @param {{ entry: Entry }} properties */
export function Facts({ entry }) {
  const { message } = entry;
  const facts = [
    ['User', idLink(message.userId)],
    ['Anonymous', idLink(message.anonymousId)],
    ['Group', textOf(message.groupId)],
    ['Happened', textOf(message.timestamp)],
    ['Library', libraryOf(message.context)],
    ['Message id', textOf(message.messageId)],
  ].filter(([, value]) => value !== '');
  return html`<dl class="facts">
    ${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** @param {unknown} id */
function idLink(id) {
  if (typeof id !== 'string' || id === '') return textOf(id);
  const route = { ...HOME, tab: /** @type {const} */ ('users'), user: id };
  return html`<a href=${formatRoute(route)}>${id}</a>
    <button
      type="button"
      class="link"
      title="Show only messages of this user"
      onClick=${() => goTo({ filter: { ...session.state.route.filter, user: id } })}
    >
      filter
    </button>`;
}

/** @param {unknown} value */
function textOf(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** @param {unknown} context */
function libraryOf(context) {
  const library = /** @type {any} */ (context)?.library;
  if (typeof library !== 'object' || library === null) return '';
  return [textOf(library.name), textOf(library.version)].filter(Boolean).join(' ');
}
