import { listing } from '../live/feed.js';
import { goTo } from '../live/router.js';
import { NO_FILTER } from '../model/filter.js';
import { formatAgo, formatCounted, formatTime } from '../model/format.js';
import { printValue } from '../model/print.js';
import { formatRoute, HOME } from '../model/route.js';
import { rowOf } from '../model/row.js';
import { html } from '../vendor/preact.js';
import { CodeBlock } from './code-block.js';
import { usePolled } from './hooks.js';
import { Icon } from './icon.js';
import { CallBadge } from './message-row.js';

/**
 * All that is known of one user.
 *
 * @param {{ id: string, now: number }} properties
 */
export function UserProfile({ id, now }) {
  const { answer, error } = usePolled(`/api/users/${encodeURIComponent(id)}`);
  return html`<section class="details profile" aria-label="Profile">
    <header class="details-head">
      <div class="details-title">
        <h2>${id}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label="Close"
          onClick=${() => goTo({ user: '' })}
        >
          <${Icon} name="close" />
        </button>
      </div>
      ${
        answer &&
        html`<p class="details-line">
          <span>${formatCounted(answer.count, 'message')}</span>
          <span>first seen ${formatAgo(answer.firstSeen, now)}</span>
          <span>last seen ${formatAgo(answer.lastSeen, now)}</span>
          <button
            type="button"
            class="link"
            onClick=${() => goTo({ tab: 'messages', filter: { ...NO_FILTER, user: id } })}
          >
            show messages
          </button>
        </p>`
      }
    </header>
    ${answer === undefined ? html`<p class="nothing">${error || 'Loading …'}</p>` : html`<${Known} profile=${answer} now=${now} />`}
  </section>`;
}

/** @param {{ profile: any, now: number }} properties */
function Known({ profile, now }) {
  const { userIds, anonymousIds, traits, groups, recent, merges } = profile;
  return html`
    <dl class="facts">
      <${Ids} name="User ids" ids=${userIds} />
      <${Ids} name="Anonymous ids" ids=${anonymousIds} />
    </dl>
    <h3>Traits</h3>
    ${
      Object.keys(traits).length === 0
        ? html`<p class="muted">None came.</p>`
        : html`<${CodeBlock} lines=${printValue(traits, 'json')} problems=${[]} label="Traits" />`
    }
    ${
      groups.length > 0 &&
      html`<h3>Groups</h3>
        ${groups.map(
          (group) => html`<details key=${group.groupId} class="group">
          <summary>${group.groupId}</summary>
          <${CodeBlock} lines=${printValue(group.traits ?? {}, 'json')} problems=${[]} label=${`Traits of ${group.groupId}`} />
        </details>`,
        )}`
    }
    <h3>Recent messages</h3>
    <ul class="recent">
      ${[...recent].reverse().map((seq) => html`<li key=${seq}><${Recent} seq=${seq} /></li>`)}
    </ul>
    ${
      merges.length > 0 &&
      html`<h3>Merges</h3>
        <ol class="merges">
          ${[...merges].reverse().map(
            ({ at, by, from }, index) => html`<li key=${index}>
              <time datetime=${at} title=${at}>${formatAgo(at, now)}</time>${' '}
              by ${by}: ${[from].flat().map((id) => html`<code key=${id}>${id}</code> `)}
            </li>`,
          )}
        </ol>`
    }
  `;
}

/** @param {{ name: string, ids: string[] }} properties */
function Ids({ name, ids }) {
  if (ids.length === 0) return null;
  return html`<div>
    <dt>${name}</dt>
    <dd>${ids.map((id) => html`<code key=${id}>${id}</code> `)}</dd>
  </div>`;
}

/** @param {{ seq: number }} properties */
function Recent({ seq }) {
  const entry = listing.find(seq);
  const row = entry && rowOf(entry);
  const route = { ...HOME, seq };
  return html`<a href=${formatRoute(route)}>
    ${
      row === undefined
        ? html`<span>Message ${seq}</span>`
        : html`<span class="row-time">${formatTime(row.entry.receivedAt)}</span>
            <${CallBadge} type=${row.type} />
            <span class="recent-name">${row.name || html`<i class="none">no name</i>`}</span>`
    }
  </a>`;
}
