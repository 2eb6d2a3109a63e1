/** @typedef {'auto' | 'light' | 'dark'} Theme */

const KEY = 'waybill.theme';
const ORDER = /** @type {const} */ (['auto', 'light', 'dark']);

/** @returns {Theme} what the reader chose; `auto` follows the computer */
export function currentTheme() {
  return ORDER.find((theme) => theme === localStorage.getItem(KEY)) ?? 'auto';
}

/** @param {Theme} theme */
export function setTheme(theme) {
  localStorage.setItem(KEY, theme);
  applyTheme();
}

export function applyTheme() {
  const theme = currentTheme();
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/**
 * @param {Theme} theme
 * @returns {Theme}
 */
export function nextTheme(theme) {
  return ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? 'auto';
}
