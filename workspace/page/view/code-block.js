import { html } from '../vendor/preact.js';

/** Longer texts are shown without colours: they would take long to draw. */
const MAX_COLOURED_LINES = 3_000;

/**
 * Lines of code, where those that have a problem are marked. Texts are put in as texts, whatever is in them.
 *
 * @param {object} properties
 * @param {readonly import('../model/print.js').Line[]} properties.lines
 * @param {readonly import('../model/forms.js').Problem[]} properties.problems
 * @param {string} properties.label
 */
export function CodeBlock({ lines, problems, label }) {
  const levels = new Map([...problems].reverse().map(({ path, level }) => [path, level]));
  levels.delete('');
  const isColoured = lines.length <= MAX_COLOURED_LINES;
  return html`<pre class="code" tabindex="0" aria-label=${label}><code>${lines.map(
    ({ path, tokens }, index) =>
      isColoured
        ? html`<span key=${index} class="line" data-level=${levels.get(path)}>${tokens.map(
            ({ kind, text }, part) => html`<span key=${part} class=${`t-${kind}`}>${text}</span>`,
          )}${'\n'}</span>`
        : `${tokens.map(({ text }) => text).join('')}\n`,
  )}</code></pre>`;
}
