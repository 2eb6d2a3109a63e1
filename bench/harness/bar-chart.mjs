import { number } from './table.mjs';

// Narrow, and with names above their bars, so that it can be read on a phone.
const WIDTH = 480;
const FIGURES = 110;
const TOP = 30;
const ROW = 42;
const NAME = 18;
const BAR = 16;

// Readable on white and on black alike, for viewers that know of no scheme; the media query does better where there is one.
const STYLE = `
  text { font: 14px system-ui, sans-serif; fill: #57606a; }
  .title { font-weight: 600; }
  .bar { fill: #8c959f; }
  .own { fill: #2f6fdb; }
  @media (prefers-color-scheme: dark) {
    text { fill: #b6bec8; }
    .bar { fill: #6b7480; }
    .own { fill: #5b95f5; }
  }`;

/**
 * Horizontal bars as an SVG of its own. Those of Waybill stand out; one whose figure is missing is left out.
 *
 * @param chart `title`, `unit`, `decimals`, and `bars` with a `name` and a `value` each
 */
export function barChart({ title, unit = '', decimals = 0, bars }) {
  const shown = bars.filter(({ value }) => Number.isFinite(value));
  const most = Math.max(...shown.map(({ value }) => value), Number.MIN_VALUE);
  const height = TOP + shown.length * ROW + 6;
  const rows = shown.map(({ name, value }, index) => {
    const y = TOP + index * ROW;
    const length = (Math.max(value, 0) / most) * (WIDTH - FIGURES);
    const kind = name.startsWith('waybill') || name.startsWith('journal') ? 'own' : 'bar';
    return [
      `<text x="0" y="${y + NAME - 6}">${escaped(name)}</text>`,
      `<rect class="${kind}" x="0" y="${y + NAME}" width="${Math.max(length, 1).toFixed(1)}" height="${BAR}" rx="2"/>`,
      `<text x="${(length + 8).toFixed(1)}" y="${y + NAME + BAR - 3}">${escaped(`${number(value, decimals)} ${unit}`.trim())}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<text class="title" x="0" y="18">${escaped(title)}</text>`,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

/** The figures of a chart in a sentence, for those who don't see it. */
export function inWords({ title, unit = '', decimals = 0, bars }) {
  const figures = bars
    .filter(({ value }) => Number.isFinite(value))
    .map(({ name, value }) => `${name} ${number(value, decimals)} ${unit}`.trim());
  return `${title}: ${figures.join(', ')}`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
