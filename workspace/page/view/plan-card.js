import { formatCount, formatCounted } from '../model/format.js';
import { html } from '../vendor/preact.js';

/**
 * A source and its plan: what was held to it, and what came of that.
 *
 * @param {{ checked: any, state: import('../model/forms.js').PlanState }} properties
 */
export function PlanCard({ checked, state }) {
  const { source, checked: count, violating, blocked, modified } = checked;
  const figures = [
    ['checked', count],
    ['break it', violating],
    ['blocked by the service', blocked],
    ['changed by the service', modified],
  ].filter(([, figure], index) => index < 2 || figure > 0);
  return html`<article class="plan-card" aria-label=${`The plan of ${source}`}>
    <h3>${source}</h3>
    <p class="plan-name" title=${state.file ?? ''}>
      ${state.plan}, ${formatCounted(state.rules, 'rule')}
      ${state.file && html`<code>${state.file.split(/[\\/]/).at(-1)}</code>`}
    </p>
    <ul class="plan-figures">
      ${figures.map(
        ([name, figure]) => html`<li key=${name} data-none=${figure === 0}>
          <strong>${formatCount(figure)}</strong> ${name}
        </li>`,
      )}
    </ul>
    ${state.trouble && html`<p class="note" role="alert">${state.trouble} Until it is mended, the plan counts as it was.</p>`}
  </article>`;
}

/** @param {{ source: string }} properties */
export function NoPlan({ source }) {
  return html`<section class="first-steps">
    <h2>${source === '' ? 'No source has a tracking plan' : `${source} has no tracking plan`}</h2>
    <p class="muted">
      Name one, and what comes in is held to it: each message says whether it is as planned, and this page
      what is not, by event.
    </p>
    <${Snippet} title="For all sources" text=${'npx waybill dev --plan plan.yaml'} />
    <${Snippet} title="For one, in waybill.config.json" text=${CONFIG} />
    <p class="muted">No plan yet? This makes a first one of the messages that are here:</p>
    <${Snippet} title="From messages" text=${'npx waybill plan infer .waybill --out plan.yaml'} />
  </section>`;
}

const CONFIG = `{
  "workspace": {
    "sources": [{ "name": "shop", "plan": "./plan.yaml" }]
  }
}`;

/** @param {{ title: string, text: string }} properties */
function Snippet({ title, text }) {
  return html`<figure class="snippet">
    <figcaption>${title}</figcaption>
    <pre tabindex="0"><code>${text}</code></pre>
  </figure>`;
}
