import { addToPlan } from '../live/change-plan.js';
import { goTo } from '../live/router.js';
import { NO_FILTER } from '../model/filter.js';
import { formatAgo, formatCount, formatCounted } from '../model/format.js';
import { groupByEvent, MAX_EVENTS } from '../model/plan.js';
import { html, useState } from '../vendor/preact.js';
import { useNow, usePolled, useSession } from './hooks.js';
import { CallBadge } from './message-row.js';
import { NoPlan, PlanCard } from './plan-card.js';

/** @typedef {import('../model/forms.js').Finding} Finding */

/** What is not as planned. */
export function Violations() {
  const source = useSession(({ route }) => route.filter.source);
  const { answer, error } = usePolled('/api/violations', source === '' ? {} : { source });
  const states = useSession(({ workspace }) => workspace?.plans);
  const now = useNow(5_000);
  if (answer === undefined) return html`<p class="nothing">${error || 'Loading …'}</p>`;
  const { sources, violations, unplannedEvents, unplannedProperties, isComplete } = answer;
  if (sources.length === 0) return html`<${NoPlan} source=${source} />`;
  const found = violations.length + unplannedEvents.length + unplannedProperties.length;
  return html`<div class="panel violations">
    <div class="panel-head"><h2>Violations</h2></div>
    ${error && html`<p class="note" role="alert">${error}</p>`}
    <div class="plan-cards">
      ${sources.map(
        (checked) => html`<${PlanCard}
          key=${checked.source}
          checked=${checked}
          state=${states?.find((state) => state.source === checked.source) ?? checked}
        />`,
      )}
    </div>
    ${found === 0 && html`<${NothingWrong} sources=${sources} />`}
    <${ByEvent} title="Violations" findings=${violations} now=${now} />
    <${Events} findings=${unplannedEvents} sources=${sources} now=${now} />
    <${ByEvent} title="Unplanned properties" findings=${unplannedProperties} now=${now} />
    ${!isComplete && html`<p class="note">There is more than is kept: fix the first of them, then clear.</p>`}
  </div>`;
}

/** @param {{ sources: readonly { checked: number }[] }} properties */
function NothingWrong({ sources }) {
  const checked = sources.reduce((total, one) => total + one.checked, 0);
  return html`<p class="nothing">
    ${
      checked === 0
        ? 'No message came in that could be held to the plan.'
        : `All is as planned, of ${formatCounted(checked, 'message')} that came.`
    }
  </p>`;
}

/** @param {{ title: string, findings: readonly Finding[], now: number }} properties */
function ByEvent({ title, findings, now }) {
  if (findings.length === 0) return null;
  const groups = groupByEvent(findings);
  return html`<section class="block">
    <h3>${title}</h3>
    <div class="table-frame">
      <table class="table findings" aria-label=${title}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" class="number column-number">Messages</th>
            <th scope="col" class="column-time roomy">Last seen</th>
            <th scope="col" class="column-act"><span class="off-screen">Sample</span></th>
          </tr>
        </thead>
        ${groups.slice(0, MAX_EVENTS).map(
          (group) => html`<tbody key=${group.id}>
            <tr class="finding-event">
              <th scope="rowgroup" colspan="4"><${EventName} of=${group} /></th>
            </tr>
            ${group.findings.map(
              (finding) => html`<tr key=${`${finding.kind}${finding.field}`}>
                <td class="finding">
                  ${finding.kind && html`<span class="mark-level" data-level="warning">${finding.kind}</span>`}
                  <code>${finding.field}</code>
                  ${finding.description && html`<span class="finding-text">${finding.description}</span>`}
                </td>
                <${Seen} finding=${finding} now=${now} />
                <td class="column-act"><${Sample} finding=${finding} /></td>
              </tr>`,
            )}
          </tbody>`,
        )}
      </table>
    </div>
    <${More} count=${groups.length} />
  </section>`;
}

/** @param {{ findings: readonly Finding[], sources: readonly import('../model/forms.js').PlanState[], now: number }} properties */
function Events({ findings, sources, now }) {
  if (findings.length === 0) return null;
  return html`<section class="block">
    <h3>Unplanned events</h3>
    <div class="table-frame">
      <table class="table findings" aria-label="Unplanned events">
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col" class="number column-number">Messages</th>
            <th scope="col" class="column-time roomy">Last seen</th>
            <th scope="col" class="column-act"><span class="off-screen">What to do</span></th>
          </tr>
        </thead>
        <tbody>
          ${findings.slice(0, MAX_EVENTS).map(
            (finding) => html`<tr key=${`${finding.source} ${finding.type} ${finding.name}`}>
              <th scope="row"><${EventName} of=${finding} /></th>
              <${Seen} finding=${finding} now=${now} />
              <td class="column-act">
                <span class="acts">
                  <${Sample} finding=${finding} />
                  <${AddButton}
                    finding=${finding}
                    file=${sources.find(({ source }) => source === finding.source)?.file ?? null}
                  />
                </span>
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <${More} count=${findings.length} />
  </section>`;
}

/** @param {{ count: number }} properties */
function More({ count }) {
  if (count <= MAX_EVENTS) return null;
  return html`<p class="note">Shows the last ${MAX_EVENTS} of ${formatCount(count)} events.</p>`;
}

/** @param {{ of: { source: string, type: string, name: string } }} properties */
function EventName({ of: { source, type, name } }) {
  return html`<span class="finding-name">
    <${CallBadge} type=${type} />
    ${(name || isNamed(type)) && html`<span class="record-name">${name || html`<i class="none">no name</i>`}</span>`}
    <span class="muted finding-source">${source}</span>
  </span>`;
}

/** @param {string} type */
function isNamed(type) {
  return type === 'track' || type === 'page' || type === 'screen';
}

/** @param {{ finding: Finding, now: number }} properties */
function Seen({ finding: { count, lastSeen }, now }) {
  return html`
    <td class="number">${formatCount(count)}</td>
    <td class="roomy"><time datetime=${lastSeen} title=${lastSeen}>${formatAgo(lastSeen, now)}</time></td>
  `;
}

/** @param {{ finding: Finding }} properties */
function Sample({ finding: { source, type, name, lastSeq } }) {
  const filter = { ...NO_FILTER, source, type, event: name };
  return html`<button
    type="button"
    class="button small"
    aria-label=${`Open the last ${name || type} that has it`}
    onClick=${() => goTo({ tab: 'messages', seq: lastSeq, filter })}
  >
    Sample
  </button>`;
}

/** @param {{ finding: Finding, file: string | null }} properties */
function AddButton({ finding, file }) {
  const [isAdding, setAdding] = useState(false);
  const add = async () => {
    setAdding(true);
    await addToPlan(finding);
    setAdding(false);
  };
  return html`<button
    type="button"
    class="button small"
    aria-label=${`Add ${finding.name} to the plan`}
    title=${file ?? 'The plan is no file that could be written'}
    disabled=${isAdding || file === null}
    onClick=${add}
  >
    Add to plan
  </button>`;
}
