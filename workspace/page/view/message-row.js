import { formatCode, formatTime } from '../model/format.js';
import { html } from '../vendor/preact.js';

const LEVELS = Object.freeze({ error: 'error', warning: 'warning', hint: 'hint' });

/**
 * One line of the list. It is a function and no component, so that a thousand messages a second cost nothing more.
 *
 * @param {object} properties
 * @param {import('../model/row.js').Row} properties.row
 * @param {number} properties.index
 * @param {number} properties.count
 * @param {boolean} properties.isCurrent
 * @param {(seq: number) => void} properties.onOpen
 */
export function MessageRow({ row, index, count, isCurrent, onOpen }) {
  const { entry, seq, type, name, user, level } = row;
  return html`<div
    key=${seq}
    id=${`message-${seq}`}
    class="row"
    role="option"
    aria-selected=${isCurrent ? 'true' : 'false'}
    aria-posinset=${index + 1}
    aria-setsize=${count}
    aria-label=${describe(row)}
    data-outcome=${entry.outcome}
    onClick=${() => onOpen(seq)}
  >
    <span class="row-time">${formatTime(entry.receivedAt)}</span>
    <span class="row-call"><${CallBadge} type=${type} /></span>
    <span class="row-name" title=${name}>${name || html`<i class="none">no name</i>`}</span>
    <span class="row-user" title=${user}>${user || html`<i class="none">nobody</i>`}</span>
    <span class="row-source">${entry.source || html`<i class="none">unknown</i>`}</span>
    <span class="row-outcome">
      ${level && html`<span class="mark-level" data-level=${level}>${countOf(entry, level)}</span>`}
      ${entry.outcome !== 'accepted' && html`<span class="outcome" data-outcome=${entry.outcome}>${entry.outcome}</span>`}
    </span>
  </div>`;
}

/** @param {{ type: string }} properties */
export function CallBadge({ type }) {
  return html`<span class="badge" data-type=${type}>${type || '?'}</span>`;
}

/**
 * @param {import('../model/forms.js').Entry} entry
 * @param {string} level
 */
function countOf({ problems }, level) {
  const count = problems.filter((problem) => problem.level === level).length;
  return `${count} ${LEVELS[/** @type {keyof typeof LEVELS} */ (level)]}${count === 1 ? '' : 's'}`;
}

/** @param {import('../model/row.js').Row} row */
function describe({ entry, type, name, user, level }) {
  return [
    `${type || 'unknown call'} ${name}`.trim(),
    user && `of ${user}`,
    entry.source && `by ${entry.source}`,
    entry.outcome === 'rejected' ? `rejected: ${formatCode(entry.reason ?? '')}` : entry.outcome,
    level && countOf(entry, level),
    formatTime(entry.receivedAt),
  ]
    .filter(Boolean)
    .join(', ');
}
