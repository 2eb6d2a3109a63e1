import { html, useEffect, useRef } from '../vendor/preact.js';

/**
 * Something that has to be answered or closed first. The browser keeps the focus inside and gives it back.
 *
 * @param {{ title: string, onClose: () => void, children?: unknown }} properties
 */
export function Dialog({ title, onClose, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => element.current?.showModal(), []);
  return html`<dialog ref=${element} class="dialog" aria-labelledby="dialog-title" onClose=${onClose}>
    <h2 id="dialog-title">${title}</h2>
    ${children}
  </dialog>`;
}
