import { addFault, stopFault } from '../live/change-faults.js';
import { describeFault, describeRest, NEW_FAULT } from '../model/faults.js';
import { html, useState } from '../vendor/preact.js';
import { FaultForm } from './fault-form.js';
import { useNow, useSession } from './hooks.js';

/** Lets the workspace misbehave, to see how a client takes it. */
export function Faults() {
  const [form, setForm] = useState(NEW_FAULT);
  return html`<div class="panel faults">
    <div class="panel-head">
      <h2>Faults</h2>
      <p class="muted">See how your client takes an endpoint that misbehaves. Only the tracking API is affected.</p>
    </div>
    <div class="fault-columns">
      <${FaultForm} form=${form} onChange=${setForm} onStart=${addFault} />
      <${Active} />
    </div>
  </div>`;
}

function Active() {
  const faults = useSession((state) => state.faults);
  const toldAt = useSession((state) => state.faultsAtMs);
  const now = useNow(500);
  return html`<section class="active-faults" aria-labelledby="active-title">
    <h3 id="active-title">Active now</h3>
    ${faults.length === 0 && html`<p class="muted">None: the workspace answers as it should.</p>`}
    <ul>
      ${faults.map(
        (fault, index) => html`<li key=${index} class="active-fault">
          <span>
            <strong>${describeFault(fault)}</strong>
            <span class="rest">${describeRest(fault, now - toldAt)}</span>
          </span>
          <button
            type="button"
            class="button"
            aria-label=${`Stop: ${describeFault(fault)}`}
            onClick=${() => stopFault(index)}
          >
            Stop
          </button>
        </li>`,
      )}
    </ul>
  </section>`;
}
