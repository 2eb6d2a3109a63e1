import { CHART_MINUTES, chartOf, totalOf } from '../model/chart.js';
import { formatCount, formatMinute } from '../model/format.js';
import { html } from '../vendor/preact.js';

const WIDTH = 480;
const HEIGHT = 96;
const STEP = WIDTH / CHART_MINUTES;
const GAP = 2;
/** Something that came is seen, however little it is beside the rest. */
const LEAST = 2;

/** @param {{ minutes: any[], now: number, name: string }} properties */
export function MinuteChart({ minutes, now, name }) {
  const { bars, most } = chartOf(minutes, now);
  const busy = bars.filter(({ counts }) => totalOf(counts) > 0);
  return html`<figure class="chart">
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT + 1}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="grid" d=${`M0 .5H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}`} />
      <path class="axis" d=${`M0 ${HEIGHT + 0.5}H${WIDTH}`} />
      ${bars.map(
        ({ parts, minuteMs, counts }, index) => html`<g key=${minuteMs}>
        <title>${titleOf(minuteMs, counts)}</title>
        <rect class="bar-hit" x=${index * STEP} y="0" width=${STEP} height=${HEIGHT} />
        ${parts.map(({ kind, from, height }) => {
          const px = Math.max(LEAST, height * HEIGHT);
          return html`<rect
            key=${kind}
            data-kind=${kind}
            x=${index * STEP + GAP / 2}
            y=${Math.max(0, HEIGHT - from * HEIGHT - px)}
            width=${STEP - GAP}
            height=${px}
          />`;
        })}
      </g>`,
      )}
    </svg>
    <span class="chart-most" aria-hidden="true">${formatCount(most)} / min</span>
    <figcaption class="chart-times" aria-hidden="true">
      <span>${formatMinute(bars[0]?.minuteMs ?? now)}</span><span>last 60 minutes</span><span>now</span>
    </figcaption>
    <table class="off-screen">
      <caption>
        ${name}: messages by minute, last 60 minutes
      </caption>
      <thead>
        <tr>
          <th scope="col">Minute</th>
          <th scope="col">Accepted</th>
          <th scope="col">Duplicates</th>
          <th scope="col">Rejected</th>
        </tr>
      </thead>
      <tbody>
        ${busy.map(
          ({ minuteMs, counts }) => html`<tr key=${minuteMs}>
          <th scope="row">${formatMinute(minuteMs)}</th>
          <td>${counts.accepted}</td>
          <td>${counts.duplicate}</td>
          <td>${counts.rejected}</td>
        </tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}

/**
 * @param {number} minuteMs
 * @param {import('../model/chart.js').Minute} counts
 */
function titleOf(minuteMs, { accepted, duplicate, rejected }) {
  return `${formatMinute(minuteMs)}: ${accepted} accepted, ${duplicate} duplicates, ${rejected} rejected`;
}
