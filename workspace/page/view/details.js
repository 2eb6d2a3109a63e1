import { callApi } from '../live/api.js';
import { copyText } from '../live/clipboard.js';
import { listing } from '../live/feed.js';
import { adjust } from '../live/router.js';
import { session } from '../live/session.js';
import { curlOf, isCall, printCall } from '../model/call.js';
import { fixtureOf, importLineOf } from '../model/copies.js';
import { printValue, textOfLines, token } from '../model/print.js';
import { VIEWS } from '../model/route.js';
import { html, useEffect, useRef, useState } from '../vendor/preact.js';
import { CodeBlock } from './code-block.js';
import { DetailsHead, Facts, Problems } from './details-parts.js';
import { useSession } from './hooks.js';
import { Icon } from './icon.js';
import { Verdict } from './verdict.js';

/** @typedef {import('../model/forms.js').Entry} Entry */

const VIEW_NAMES = Object.freeze({ pretty: 'Node', curl: 'curl', raw: 'Raw' });

/** @param {{ seq: number, isNarrow: boolean, onClose: () => void }} properties */
export function Details({ seq, isNarrow, onClose }) {
  const { entry, error } = useEntry(seq);
  const pane = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    // There the message covers the list, which must not keep the focus.
    if (isNarrow) document.getElementById('details-title')?.focus();
  }, [isNarrow]);
  useEffect(() => pane.current?.scrollTo(0, 0), [seq]);
  return html`<aside class="details" aria-label="The open message" ref=${pane}>
    <${DetailsHead} seq=${seq} entry=${entry} onClose=${onClose} />
    ${error && html`<p class="nothing">${error}</p>`}
    ${
      entry &&
      html`<${Verdict} plan=${entry.plan} />
        <${Problems} problems=${entry.problems} />
        <${Facts} entry=${entry} />
        <${Copies} entry=${entry} />
        <${Code} entry=${entry} />`
    }
  </aside>`;
}

/** @param {{ entry: Entry }} properties */
function Code({ entry }) {
  const chosen = useSession(({ route }) => route.view);
  /** @type {readonly ('pretty' | 'curl' | 'raw')[]} */
  const views = isCall(entry.message) ? VIEWS : VIEWS.filter((view) => view === 'raw');
  const shown = views.includes(chosen) ? chosen : 'raw';
  return html`<div class="view-tabs" role="tablist" aria-label="View">
      ${views.map(
        (view) => html`<button
          key=${view}
          type="button"
          role="tab"
          id=${`view-${view}`}
          aria-selected=${view === shown ? 'true' : 'false'}
          aria-controls="view-code"
          tabindex=${view === shown ? 0 : -1}
          onClick=${() => adjust({ view })}
          onKeyDown=${(event) => moveTab(event, views, view)}
        >
          ${VIEW_NAMES[view]}
        </button>`,
      )}
    </div>
    <div id="view-code" role="tabpanel" aria-labelledby=${`view-${shown}`}>
      <${CodeBlock}
        lines=${linesOf(entry, shown)}
        problems=${entry.problems}
        label=${VIEW_NAMES[shown]}
      />
    </div>`;
}

/** @param {{ entry: Entry }} properties */
function Copies({ entry }) {
  const copies = [
    ...(isCall(entry.message)
      ? [
          { name: 'Code', what: 'the call as code', make: () => textOfLines(printCall(entry)) },
          { name: 'curl', what: 'the curl line', make: () => curlFor(entry) },
        ]
      : []),
    { name: 'JSON', what: 'the raw JSON', make: () => JSON.stringify(entry.message, null, 2) },
    { name: 'Import line', what: 'an import line', make: () => importLineOf(entry) },
    { name: 'Spec fixture', what: 'a spec fixture', make: () => fixtureOf(entry) },
  ];
  return html`<div class="copies" role="group" aria-label="Copy">
    <${Icon} name="copy" /><span class="copies-label">Copy</span>
    ${copies.map(
      ({ name, what, make }) => html`<button
        key=${name}
        type="button"
        class="button small"
        aria-label=${`Copy ${what}`}
        onClick=${() => copyText(make(), what)}
      >
        ${name}
      </button>`,
    )}
  </div>`;
}

/**
 * @param {Entry} entry
 * @param {'pretty' | 'curl' | 'raw'} view
 */
function linesOf(entry, view) {
  if (view === 'pretty') return printCall(entry);
  if (view === 'raw') return printValue(entry.message, 'json');
  return curlFor(entry)
    .split('\n')
    .map((line) => ({ path: '', tokens: [token('key', line)] }));
}

/** @param {Entry} entry */
function curlFor(entry) {
  const { workspace } = session.state;
  const source = workspace?.sources.find(({ name }) => name === entry.source);
  return curlOf({
    entry,
    url: workspace?.url ?? location.origin,
    writeKey: source?.writeKey ?? workspace?.sources[0]?.writeKey ?? '',
  });
}

/**
 * The message: one of those that are here, else one that is asked for.
 *
 * @param {number} seq
 * @returns {{ entry: Entry | undefined, error: string }}
 */
function useEntry(seq) {
  const here = listing.find(seq);
  const isLoaded = useSession((state) => state.isLoaded);
  const [fetched, setFetched] = useState(
    /** @type {{ seq: number, entry?: Entry, error?: string }} */ ({ seq: 0 }),
  );
  useEffect(() => {
    if (here !== undefined || !isLoaded || fetched.seq === seq) return;
    callApi(`/api/messages/${seq}`).then(
      (entry) => setFetched({ seq, entry }),
      (error) => setFetched({ seq, error: error.message }),
    );
  }, [seq, here, isLoaded]);
  if (here !== undefined) return { entry: here, error: '' };
  if (fetched.seq !== seq) return { entry: undefined, error: '' };
  return { entry: fetched.entry, error: fetched.error ?? '' };
}

/**
 * @param {KeyboardEvent} event
 * @param {readonly ('pretty' | 'curl' | 'raw')[]} views
 * @param {'pretty' | 'curl' | 'raw'} view
 */
function moveTab(event, views, view) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const next = views[(views.indexOf(view) + step + views.length) % views.length];
  if (next === undefined) return;
  adjust({ view: next });
  document.getElementById(`view-${next}`)?.focus();
}
