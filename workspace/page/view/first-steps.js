import { copyText } from '../live/clipboard.js';
import { quoteText } from '../model/quote.js';
import { html } from '../vendor/preact.js';
import { useSession } from './hooks.js';
import { Icon } from './icon.js';

/** What to do while nothing has come in. */
export function FirstSteps() {
  const workspace = useSession((state) => state.workspace);
  if (workspace === undefined) return html`<p class="nothing">Loading …</p>`;
  const source = workspace.sources.find(({ enabled }) => enabled) ?? workspace.sources[0];
  const writeKey = source?.writeKey ?? '';
  return html`<section class="first-steps">
    <p class="waiting-mark" aria-hidden="true"><span></span><span></span><span></span></p>
    <h2>Waiting for the first message</h2>
    <p class="muted">
      Point a client at this workspace. Whatever it sends appears here the moment it arrives, with what is
      wrong with it.
    </p>
    <dl class="facts">
      <div><dt>Host</dt><dd><code>${workspace.url}</code></dd></div>
      <div><dt>Write key</dt><dd><code>${writeKey}</code></dd></div>
    </dl>
    <${Snippet} title="From Node" text=${nodeSnippet(workspace.url, writeKey)} />
    <${Snippet} title="From a shell" text=${shellSnippet(workspace.url, writeKey)} />
  </section>`;
}

/** @param {{ title: string, text: string }} properties */
function Snippet({ title, text }) {
  return html`<figure class="snippet">
    <figcaption>
      ${title}
      <button
        type="button"
        class="icon-button"
        aria-label=${`Copy the snippet ${title.toLowerCase()}`}
        title="Copy"
        onClick=${() => copyText(text, 'the snippet')}
      >
        <${Icon} name="copy" />
      </button>
    </figcaption>
    <pre tabindex="0"><code>${text}</code></pre>
  </figure>`;
}

/**
 * @param {string} url
 * @param {string} writeKey
 */
function nodeSnippet(url, writeKey) {
  return `import { Analytics } from 'waybill';

const analytics = new Analytics({
  writeKey: ${quoteText(writeKey)},
  host: ${quoteText(url)},
});

analytics.track({ userId: 'user-1', event: 'Hello Workspace' });
await analytics.close();`;
}

/**
 * @param {string} url
 * @param {string} writeKey
 */
function shellSnippet(url, writeKey) {
  return `curl ${url}/v1/track -u '${writeKey}:' \\
  -H 'Content-Type: application/json' \\
  -d '{ "userId": "user-1", "event": "Hello Workspace" }'`;
}
