import { faultOf, fieldsOf, PRESETS } from '../model/faults.js';
import { html, useState } from '../vendor/preact.js';

/** @typedef {import('../model/faults.js').FaultForm} Form */

const ENDS = Object.freeze([
  ['requests', 'After requests'],
  ['seconds', 'After a time'],
  ['never', 'When stopped'],
]);

const FIELDS = Object.freeze({
  status: { label: 'Status', unit: '' },
  retryAfterSeconds: { label: 'Retry-After', unit: 's' },
  latencyMs: { label: 'Latency', unit: 'ms' },
  percent: { label: 'Share of requests', unit: '%' },
  requests: { label: 'Requests', unit: '' },
  seconds: { label: 'Time', unit: 's' },
});

/**
 * @param {object} properties
 * @param {Form} properties.form
 * @param {(form: Form) => void} properties.onChange
 * @param {(fault: import('../model/forms.js').Fault) => void} properties.onStart
 */
export function FaultForm({ form, onChange, onStart }) {
  const [problem, setProblem] = useState({ field: '', problem: '' });
  const change = (/** @type {Partial<Form>} */ part) => {
    setProblem({ field: '', problem: '' });
    onChange({ ...form, ...part });
  };
  const start = (/** @type {Event} */ event) => {
    event.preventDefault();
    const result = faultOf(form);
    if ('fault' in result) return onStart(result.fault);
    setProblem(result);
    document.getElementById(`fault-${result.field}`)?.focus();
  };
  return html`<form class="fault-form" aria-label="New fault" onSubmit=${start} noValidate>
    <fieldset class="choices">
      <legend>What goes wrong</legend>
      ${Object.entries(PRESETS).map(
        ([preset, { title, text }]) => html`<label key=${preset} class="choice">
          <input
            type="radio"
            name="preset"
            value=${preset}
            checked=${form.preset === preset}
            onChange=${() => change({ preset })}
          />
          <span><strong>${title}</strong><span class="muted">${text}</span></span>
        </label>`,
      )}
    </fieldset>
    <fieldset class="ends">
      <legend>When it ends</legend>
      <div class="segments">
        ${ENDS.map(
          ([ends, label]) => html`<label key=${ends} class="segment">
            <input
              type="radio"
              name="ends"
              value=${ends}
              checked=${form.ends === ends}
              onChange=${() => change({ ends: /** @type {Form['ends']} */ (ends) })}
            />
            <span>${label}</span>
          </label>`,
        )}
      </div>
    </fieldset>
    <div class="fault-fields">
      ${fieldsOf(form).map(
        (name) => html`<label key=${name} class="fault-field">
          <span>${FIELDS[name].label}</span>
          <span class="with-unit">
            <input
              id=${`fault-${name}`}
              class="field"
              inputmode="numeric"
              autocomplete="off"
              value=${form[name]}
              aria-invalid=${problem.field === name ? 'true' : undefined}
              aria-describedby=${problem.field === name ? 'fault-problem' : undefined}
              onInput=${(event) => change({ [name]: event.currentTarget.value })}
            />
            ${FIELDS[name].unit && html`<span class="unit">${FIELDS[name].unit}</span>`}
          </span>
        </label>`,
      )}
    </div>
    <p id="fault-problem" class="form-problem" role="alert">${problem.problem}</p>
    <button class="button primary">Start the fault</button>
  </form>`;
}
