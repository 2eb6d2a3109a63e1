import { goTo } from '../live/router.js';
import { session } from '../live/session.js';
import { NO_FILTER } from '../model/filter.js';
import { formatAgo, formatCount, formatCounted } from '../model/format.js';
import { filterSchema, keyOf, MAX_LISTED, typesOf } from '../model/schema.js';
import { html, useState } from '../vendor/preact.js';
import { useNow, usePolled, useSession } from './hooks.js';
import { Icon } from './icon.js';
import { CallBadge } from './message-row.js';
import { SearchField } from './search-field.js';

/** The events, properties and traits that were seen. */
export function Schema() {
  const { answer, error } = usePolled('/api/schema');
  const source = useSession(({ route }) => route.filter.source);
  const [search, setSearch] = useState('');
  if (answer === undefined) return html`<p class="nothing">${error || 'Loading …'}</p>`;
  const events = filterSchema(answer.events, { search, source });
  const traits = filterSchema(answer.traits, { search, source });
  return html`<div class="panel">
    <div class="panel-head">
      <h2>Schema</h2>
      <${SearchField} label="Search events and properties" value=${search} onChange=${setSearch} />
      <span class="count">${formatCounted(events.length, 'event')}</span>
    </div>
    ${error && html`<p class="note" role="alert">${error}</p>`}
    ${
      answer.isComplete === false &&
      html`<p class="note">More was seen than is kept: the list is not complete.</p>`
    }
    <${Table} title="Events" records=${events} search=${search} of="properties" />
    <${Table} title="Traits" records=${traits} search=${search} of="traits" />
  </div>`;
}

/** @param {{ title: string, records: any[], search: string, of: string }} properties */
function Table({ title, records, search, of }) {
  const now = useNow(5_000);
  if (records.length === 0) {
    const text =
      search === '' ? `No ${title.toLowerCase()} yet.` : `No ${title.toLowerCase()} match.`;
    return html`<section class="block"><h3>${title}</h3><p class="muted">${text}</p></section>`;
  }
  return html`<section class="block">
    <h3>${title}</h3>
    <div class="table-frame">
      <table class="table schema">
        <thead>
          <tr>
            <th scope="col">${title === 'Events' ? 'Event' : 'Call'}</th>
            <th scope="col" class="roomy column-source">Source</th>
            <th scope="col" class="number column-number">Messages</th>
            <th scope="col" class="number roomy column-number">${title === 'Events' ? 'Properties' : title}</th>
            <th scope="col" class="wide column-time">First seen</th>
            <th scope="col" class="column-time">Last seen</th>
          </tr>
        </thead>
        ${records
          .slice(0, MAX_LISTED)
          .map(
            (record) =>
              html`<${Record} key=${keyOf(record)} record=${record} now=${now} of=${of} />`,
          )}
      </table>
    </div>
    ${
      records.length > MAX_LISTED &&
      html`<p class="note">Shows ${MAX_LISTED} of ${formatCount(records.length)}: search for the others.</p>`
    }
  </section>`;
}

/** @param {{ record: any, now: number, of: string }} properties */
function Record({ record, now, of }) {
  const [isOpen, setOpen] = useState(false);
  const { type, name, source, count, rejected = 0, firstSeen, lastSeen, properties } = record;
  const mixed = properties.filter((property) => typesOf(property).isMixed).length;
  return html`<tbody>
    <tr class="record" data-open=${isOpen}>
      <th scope="row">
        <button
          type="button"
          class="opener"
          aria-expanded=${isOpen ? 'true' : 'false'}
          onClick=${() => setOpen(!isOpen)}
        >
          <${Icon} name="chevron" />
          <${CallBadge} type=${type} />
          <span class="record-name">${name || (of === 'traits' ? `${type} traits` : html`<i class="none">no name</i>`)}</span>
          ${mixed > 0 && html`<span class="mark-level" data-level="warning">${mixed} mixed</span>`}
        </button>
      </th>
      <td class="roomy">${source || html`<i class="none">unknown</i>`}</td>
      <td class="number">
        ${formatCount(count)}
        ${rejected > 0 && html`<span class="rejected" title="Rejected beside these">+${formatCount(rejected)}</span>`}
      </td>
      <td class="number roomy">${properties.length}</td>
      <td class="wide"><${Time} iso=${firstSeen} now=${now} /></td>
      <td><${Time} iso=${lastSeen} now=${now} /></td>
    </tr>
    ${
      isOpen &&
      html`<tr class="record-inside"><td colspan="6">
      <${Properties} record=${record} now=${now} of=${of} />
    </td></tr>`
    }
  </tbody>`;
}

/** @param {{ record: any, now: number, of: string }} properties */
function Properties({ record, now, of }) {
  return html`
    <button type="button" class="button small" onClick=${() => showMessages(record)}>
      Show the messages
    </button>
    ${
      record.properties.length === 0
        ? html`<p class="muted">No ${of} were seen.</p>`
        : html`<table class="table inner">
            <thead>
              <tr>
                <th scope="col">Path</th>
                <th scope="col">Type</th>
                <th scope="col" class="number">Seen</th>
                <th scope="col" class="wide">Examples</th>
                <th scope="col" class="wide">First seen</th>
                <th scope="col" class="wide">Last seen</th>
              </tr>
            </thead>
            <tbody>
              ${record.properties.map(
                (property) => html`<tr key=${property.path}>
                <th scope="row"><code>${property.path}</code></th>
                <td><${Types} property=${property} /></td>
                <td class="number">${formatCount(property.count)}</td>
                <td class="examples wide">
                  ${property.examples.map((example, index) => html`<code key=${index}>${exampleText(example)}</code>`)}
                </td>
                <td class="wide"><${Time} iso=${property.firstSeen} now=${now} /></td>
                <td class="wide"><${Time} iso=${property.lastSeen} now=${now} /></td>
              </tr>`,
              )}
            </tbody>
          </table>`
    }
  `;
}

/** @param {{ property: any }} properties */
function Types({ property }) {
  const { types, isMixed } = typesOf(property);
  return html`<span class="types">
    ${types.map(
      ({ type, count }) => html`<span key=${type} class="type">
        ${type}${isMixed && html` <span class="muted">${formatCount(count)}</span>`}
      </span>`,
    )}
    ${isMixed && html`<span class="mark-level" data-level="warning">mixed</span>`}
  </span>`;
}

/** @param {{ iso: string, now: number }} properties */
function Time({ iso, now }) {
  return html`<time datetime=${iso} title=${iso}>${formatAgo(iso, now)}</time>`;
}

/** @param {unknown} example */
function exampleText(example) {
  return typeof example === 'string' ? example : JSON.stringify(example);
}

/** @param {{ source: string, type: string, name: string }} record */
function showMessages({ source, type, name }) {
  const { seq } = session.state.route;
  goTo({ tab: 'messages', seq, filter: { ...NO_FILTER, source, type, event: name } });
}
