import { html } from '../vendor/preact.js';
import { Dialog } from './dialog.js';

const KEYS = Object.freeze([
  ['/', 'Search'],
  ['j  k  ↓  ↑', 'Next and previous message'],
  ['Enter', 'Open the message'],
  ['Esc', 'Close it, or leave a field'],
  ['p', 'Pause and resume'],
  ['?', 'This help'],
]);

/** @param {{ onClose: () => void }} properties */
export function Help({ onClose }) {
  return html`<${Dialog} title="Keys" onClose=${onClose}>
    <dl class="keys">
      ${KEYS.map(
        ([keys, what]) => html`<div key=${keys}>
          <dt>${keys.split('  ').map((key) => html`<kbd key=${key}>${key}</kbd>`)}</dt>
          <dd>${what}</dd>
        </div>`,
      )}
    </dl>
    <p class="muted">
      The address of the page keeps the tab, the filters and the open message: send it to somebody
      who can reach this workspace.
    </p>
    <form method="dialog" class="dialog-end"><button class="button">Close</button></form>
  <//>`;
}
