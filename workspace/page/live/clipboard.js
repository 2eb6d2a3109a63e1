import { session } from './session.js';

/** How long the page says that something was copied. */
const NOTICE_MS = 2_000;
let timer = 0;

/**
 * @param {string} text
 * @param {string} what it is, for the reader
 */
export async function copyText(text, what) {
  const isCopied = await write(text);
  tell(isCopied ? `Copied ${what}` : 'The browser does not allow copying');
}

/** @param {string} notice */
export function tell(notice) {
  clearTimeout(timer);
  session.set({ notice });
  timer = setTimeout(() => session.set({ notice: '' }), NOTICE_MS);
}

/** @param {string} text */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // There is no clipboard for pages that are neither local nor encrypted, or the browser refuses it.
    return writeBySelection(text);
  }
}

/** @param {string} text */
function writeBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'off-screen';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}
