/**
 * Whether a key belongs to what is being filled in, or to a shortcut of the browser.
 *
 * @param {KeyboardEvent} event
 */
export function isTyping(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const { target } = event;
  return target instanceof Element && target.matches('input, select, textarea');
}

/**
 * Whether a key belongs to what has the focus, such as Enter to a button.
 *
 * @param {KeyboardEvent} event
 */
export function isOnControl({ target }) {
  return target instanceof Element && target.matches('button, a, summary');
}
