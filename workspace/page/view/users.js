import { formatAgo, formatCount, formatCounted } from '../model/format.js';
import { formatRoute } from '../model/route.js';
import { html, useState } from '../vendor/preact.js';
import { useNow, usePolled, useSession } from './hooks.js';
import { SearchField } from './search-field.js';
import { UserProfile } from './user-profile.js';

const MAX_USERS = 200;

/** Who sent the messages, and the profile of one of them. */
export function Users() {
  const user = useSession(({ route }) => route.user);
  const route = useSession((state) => state.route);
  const [search, setSearch] = useState('');
  const { answer, error } = usePolled('/api/users', { q: search, limit: MAX_USERS });
  const now = useNow(5_000);
  if (answer === undefined) return html`<p class="nothing">${error || 'Loading …'}</p>`;
  return html`<div class="users" data-open=${user !== ''}>
    <section class="panel users-list" aria-label="Users">
      <div class="panel-head">
        <h2>Users</h2>
        <${SearchField} label="Search ids and traits" value=${search} onChange=${setSearch} />
        <span class="count">${formatCounted(answer.total, 'user')}</span>
      </div>
      ${error && html`<p class="note" role="alert">${error}</p>`}
      <ul class="user-rows">
        ${answer.users.map(
          (summary) => html`<li key=${summary.id}>
          <a
            class="user-row"
            href=${formatRoute({ ...route, user: summary.id })}
            aria-current=${summary.id === user ? 'true' : undefined}
          >
            <span class="user-id">${summary.id}</span>
            <span class="user-count">${formatCount(summary.count)}</span>
            <span class="user-name">${nameOf(summary)}</span>
            <time class="user-seen" datetime=${summary.lastSeen} title=${summary.lastSeen}>
              ${formatAgo(summary.lastSeen, now)}
            </time>
          </a>
        </li>`,
        )}
      </ul>
      ${answer.users.length === 0 && html`<p class="nothing">${search === '' ? 'Nobody yet.' : 'Nobody matches.'}</p>`}
      ${
        answer.total > answer.users.length &&
        html`<p class="note">Shows the latest ${MAX_USERS}: search for the others.</p>`
      }
    </section>
    ${
      user === ''
        ? html`<p class="nothing users-hint">Choose a user to see what is known.</p>`
        : html`<${UserProfile} id=${user} now=${now} />`
    }
  </div>`;
}

/** @param {{ name?: string, email?: string, userIds: string[], anonymousIds: string[] }} summary */
function nameOf({ name, email, userIds, anonymousIds }) {
  const known = [name, email].filter(Boolean).join(' · ');
  if (known !== '') return known;
  if (userIds.length === 0) return 'anonymous';
  return anonymousIds.length === 0 ? 'no name' : formatCounted(anonymousIds.length, 'anonymous id');
}
