import { describeVerdict } from '../model/plan.js';
import { html } from '../vendor/preact.js';

/**
 * What the tracking plan of its source says of a message.
 *
 * @param {{ plan: import('../model/forms.js').PlanVerdict | undefined }} properties
 */
export function Verdict({ plan }) {
  if (plan === undefined) return null;
  const { level, title, rule, service } = describeVerdict(plan);
  return html`<section class="verdict" aria-label="Plan" data-level=${level}>
    <p>
      <strong>${title}</strong>
      ${rule && html`<span class="verdict-rule">${rule}</span>`}
    </p>
    ${service && html`<p>${service}</p>`}
  </section>`;
}
