import { stopFaults } from '../live/change-faults.js';
import { describeFault, describeRest } from '../model/faults.js';
import { html } from '../vendor/preact.js';
import { useNow, useSession } from './hooks.js';
import { Icon } from './icon.js';

/** Says on every tab that the workspace misbehaves on purpose. */
export function FaultBanner() {
  const faults = useSession((state) => state.faults);
  const toldAt = useSession((state) => state.faultsAtMs);
  const now = useNow(500);
  return html`<div role="status">
    ${
      faults.length > 0 &&
      html`<div class="banner banner-fault">
        <${Icon} name="bolt" />
        <span>
          ${faults.map(
            (fault, index) => html`<span key=${index} class="banner-part">
            ${describeFault(fault)} ${' '}<span aria-hidden="true">${describeRest(fault, now - toldAt)}</span>
          </span>`,
          )}
        </span>
        <button type="button" class="button" onClick=${stopFaults}>
          ${faults.length === 1 ? 'Stop' : 'Stop all'}
        </button>
      </div>`
    }
  </div>`;
}
