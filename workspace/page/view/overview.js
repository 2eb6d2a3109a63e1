import { goTo } from '../live/router.js';
import { NO_FILTER } from '../model/filter.js';
import { formatAgo, formatCode, formatCount } from '../model/format.js';
import { html } from '../vendor/preact.js';
import { useNow, usePolled, useSession } from './hooks.js';
import { MinuteChart } from './minute-chart.js';

/** What came in by each source, and what became of it. */
export function Overview() {
  const { answer, error } = usePolled('/api/overview');
  const workspace = useSession((state) => state.workspace);
  const wanted = useSession(({ route }) => route.filter.source);
  const now = useNow(5_000);
  if (answer === undefined) return html`<p class="nothing">${error || 'Loading …'}</p>`;
  const seen = new Map(answer.sources.map((source) => [source.source, source]));
  const known = (workspace?.sources ?? []).map(({ name }) => name);
  const names = [...new Set([...known, ...seen.keys()])].filter(
    (name) => wanted === '' || name === wanted,
  );
  return html`<div class="panel">
    <div class="panel-head"><h2>Overview</h2></div>
    ${error && html`<p class="note" role="alert">${error}</p>`}
    <div class="cards">
      ${names.map(
        (name) => html`<${Card}
          key=${name}
          overview=${seen.get(name) ?? nothingOf(name)}
          source=${workspace?.sources.find((source) => source.name === name)}
          now=${now}
        />`,
      )}
    </div>
    ${names.length === 0 && html`<p class="nothing">Nothing has come in.</p>`}
  </div>`;
}

/** @param {{ overview: any, source: any, now: number }} properties */
function Card({ overview, source, now }) {
  const { received, accepted, duplicate, rejected, lastReceivedAt, perMinute } = overview;
  const reasons = Object.entries(rejected).sort(([, one], [, other]) => other - one);
  const rejectedCount = reasons.reduce((total, [, count]) => total + count, 0);
  const name = overview.source || 'Unknown write key';
  return html`<article class="card" aria-label=${name}>
    <header class="card-head">
      <h3>${name}</h3>
      ${source?.kind && html`<span class="pill">${source.kind}</span>`}
      ${source?.enabled === false && html`<span class="pill" data-level="warning">off</span>`}
      <span class="muted card-seen">${lastReceivedAt ? formatAgo(lastReceivedAt, now) : 'nothing yet'}</span>
    </header>
    <dl class="counts">
      <${Figure} name="Received" count=${received} />
      <${Figure} name="Accepted" count=${accepted} kind="accepted" />
      <${Figure} name="Duplicates" count=${duplicate} kind="duplicate" />
      <${Figure} name="Rejected" count=${rejectedCount} kind="rejected" />
    </dl>
    <${MinuteChart} minutes=${perMinute} now=${now} name=${name} />
    ${
      reasons.length > 0 &&
      html`<ul class="reasons" aria-label="Rejected by reason">
        ${reasons.map(
          ([reason, count]) => html`<li key=${reason}>
          <button type="button" class="link" onClick=${() => showRejected(overview.source)}>
            ${formatCode(reason)}
          </button>
          <span class="number">${formatCount(count)}</span>
        </li>`,
        )}
      </ul>`
    }
  </article>`;
}

/** @param {{ name: string, count: number, kind?: string }} properties */
function Figure({ name, count, kind = 'received' }) {
  return html`<div data-kind=${kind} data-none=${count === 0}>
    <dt>${name}</dt>
    <dd>${formatCount(count)}</dd>
  </div>`;
}

/** @param {string} source */
function showRejected(source) {
  goTo({ tab: 'messages', seq: 0, filter: { ...NO_FILTER, source, outcome: 'rejected' } });
}

/** @param {string} source */
function nothingOf(source) {
  return { source, received: 0, accepted: 0, duplicate: 0, rejected: {}, perMinute: [] };
}
