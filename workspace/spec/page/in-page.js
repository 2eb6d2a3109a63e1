/** What specs run inside the page. Each function is sent there as text, so that it uses nothing around it. */

/** @returns how light the ground of the page is, from 0 to 255 */
export function groundOf() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data[1];
}

/** @returns how wide the page is, and how much of it is seen */
export function widthsOf() {
  return [document.documentElement.scrollWidth, innerWidth];
}

export function readClipboard() {
  return navigator.clipboard.readText();
}

/** @returns texts whose contrast to what they stand on is less than WCAG 2 asks for at level AA */
export function faintTexts() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const paint = (layers) => {
    for (const layer of layers) {
      canvas.fillStyle = layer;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrastOf = (element) => {
    const grounds = [];
    for (let at = element; at !== null; at = at.parentElement) {
      grounds.unshift(getComputedStyle(at).backgroundColor);
    }
    const ground = paint(['white', ...grounds]);
    const text = paint(['white', ...grounds, getComputedStyle(element).color]);
    return (Math.max(ground, text) + 0.05) / (Math.min(ground, text) + 0.05);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = new Set();
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode;
    if (textContent.trim() === '' || !parentElement.checkVisibility()) continue;
    const contrast = contrastOf(parentElement);
    if (contrast < 4.5) faint.add(`${textContent.trim()}: ${contrast.toFixed(2)}`);
  }
  return [...faint];
}

/** @returns the gaps between frames, which grow in number until `isOver` is set */
export function watchFrames() {
  const state = { gaps: [], isOver: false };
  let before = performance.now();
  const onFrame = (now) => {
    state.gaps.push(now - before);
    before = now;
    if (!state.isOver) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  return state;
}
