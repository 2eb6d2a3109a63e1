import { html } from '../vendor/preact.js';
import { Icon } from './icon.js';

/** @param {{ label: string, value: string, onChange: (value: string) => void }} properties */
export function SearchField({ label, value, onChange }) {
  return html`<label class="search">
    <${Icon} name="search" />
    <input
      type="search"
      aria-label=${label}
      placeholder=${label}
      spellcheck=${false}
      value=${value}
      onInput=${(event) => onChange(event.currentTarget.value)}
      onKeyDown=${(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
    <kbd aria-hidden="true">/</kbd>
  </label>`;
}
