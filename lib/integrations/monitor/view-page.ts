import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { duration, latencyChart, rateChart, shortNumber } from './charts.js';
import type { ErrorGroup, Recorded, RecordedError } from './recorder.js';
import type { ViewData } from './view-data.js';
import { VIEW_STYLE } from './view-style.js';

type Html = ReturnType<typeof html>;

const STYLE_HASH = createHash('sha256').update(VIEW_STYLE).digest('base64');

/** Nothing is loaded, nothing is run, and the style is this one. */
export const VIEW_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The view as a page. Whatever is put into it is escaped. */
export async function pageOf(data: ViewData, dataUrl: string): Promise<string> {
  const { at, health, errors, outcomes, isRedacted } = data;
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Delivery · ${health.status}</title>
<style>${raw(VIEW_STYLE)}</style>
</head>
<body>
<header>
<h1>Delivery</h1>
<span class="status ${health.status}">${health.status}</span>
<p>as of <time datetime="${at}">${timeOf(at)} UTC</time> · <a href="${dataUrl}">JSON</a></p>
</header>
${reasonsOf(data)}
${figuresOf(data)}
<section class="charts" aria-label="Charts">
${rateChart(data.timeline, data.bucketMs)}
${latencyChart(data.timeline)}
</section>
<h2>Errors by reason</h2>
${errors.length === 0 ? html`<p class="quiet">None so far.</p>` : errorTable(errors)}
<h2>Last outcomes</h2>
${outcomes.length === 0 ? html`<p class="quiet">None so far.</p>` : outcomeTable(outcomes)}
<p class="quiet">${isRedacted ? 'Redacted: users are hashed, and what messages and replies say is left out.' : 'Not redacted.'}</p>
</body>
</html>
`;
  return String(page);
}

function reasonsOf({ health }: ViewData): Html {
  if (health.reasons.length === 0) return html``;
  const items = health.reasons.map(({ text }) => html`<li>${text}</li>`);
  return html`<ul class="reasons">${items}</ul>`;
}

function figuresOf({ stats }: ViewData): Html {
  const dropped = Object.values(stats.dropped).reduce((sum, count) => sum + count, 0);
  const refused = Object.values(stats.refused).reduce((sum, count) => sum + count, 0);
  const figures: readonly (readonly [string, string])[] = [
    ['accepted', shortNumber(stats.accepted)],
    ['delivered', shortNumber(stats.delivered)],
    ['dropped', shortNumber(dropped)],
    ['refused', shortNumber(refused)],
    ['spooled', shortNumber(stats.spooled)],
    ['pending', shortNumber(stats.pending)],
    ['queue full', `${shortNumber(Math.round(stats.fullness * 1_000) / 10)} %`],
    ['in flight', shortNumber(stats.inFlight)],
    ['requests', shortNumber(stats.requests)],
    ['retried', shortNumber(stats.retried)],
  ];
  const cells = figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl>${cells}</dl>`;
}

function errorTable(groups: readonly ErrorGroup[]): Html {
  const rows = groups.map(
    ({ status, reason, count, lastAt, sample }) => html`<tr>
<td><i class="mark ${status}"></i>${status}: ${reason}</td>
<td class="number">${shortNumber(count)}</td>
<td><time datetime="${lastAt}">${timeOf(lastAt)}</time></td>
<td class="wide">${errorText(sample.error)}${whatOf(sample)}</td>
</tr>`,
  );
  return tableOf('Errors by reason', ['reason', 'messages', 'last', 'the last one'], rows);
}

function outcomeTable(outcomes: readonly Recorded[]): Html {
  const rows = outcomes.map(
    (one) => html`<tr>
<td><time datetime="${one.at}">${timeOf(one.at)}</time></td>
<td><i class="mark ${one.status}"></i>${one.status}${one.reason === undefined ? '' : `: ${one.reason}`}</td>
<td>${one.type ?? ''}</td>
<td>${one.name ?? ''}</td>
<td>${one.user ?? ''}</td>
<td class="number">${one.tookMs === undefined ? '' : duration(one.tookMs)}</td>
<td class="number">${one.attempts ?? ''}</td>
<td><code>${one.messageId ?? ''}</code>${messageOf(one)}</td>
</tr>`,
  );
  const heads = ['at', 'outcome', 'type', 'name', 'user', 'took', 'attempts', 'message'];
  return tableOf('Last outcomes', heads, rows);
}

function tableOf(label: string, heads: readonly string[], rows: readonly Html[]): Html {
  const cells = heads.map((head) => html`<th scope="col">${head}</th>`);
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${cells}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

function errorText(error: RecordedError | undefined): string {
  if (error === undefined) return '';
  if (error.text !== undefined) return `${error.text} `;
  const { name, code, status, attempts, call, field } = error;
  const facts = [
    `${name} ${code}`,
    ...(call === undefined ? [] : [`in ${call}`]),
    ...(field === undefined ? [] : [`at ${field}`]),
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(attempts === undefined ? [] : [`${attempts} attempts`]),
  ];
  return `${facts.join(', ')}. `;
}

function whatOf({ type, name, messageId }: Recorded): Html {
  const what = [type, name].filter((part) => part !== undefined).join(' ');
  return html`${what} <code>${messageId ?? ''}</code>`;
}

function messageOf({ message }: Recorded): Html {
  if (message === undefined) return html``;
  return html`<details><summary>what was sent</summary><pre>${JSON.stringify(message, undefined, 2)}</pre></details>`;
}

function timeOf(iso: string): string {
  return iso.slice(11, 19);
}
