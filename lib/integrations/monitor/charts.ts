import { html } from 'hono/html';
import type { Bucket, Ended } from './timeline.js';

type Html = ReturnType<typeof html>;

/** The order in which bars stand on each other, from below. */
export const SHOWN: readonly Ended[] = ['delivered', 'spooled', 'dropped', 'refused'];

const HEIGHT = 100;
const BAR = 10;
const GAP = 2;
const MS_A_SECOND = 1_000;

/** Messages a second, by how they ended. */
export function rateChart(buckets: readonly Bucket[], bucketMs: number): Html {
  const totals = buckets.map((bucket) => SHOWN.reduce((sum, how) => sum + bucket[how], 0));
  const most = Math.max(1, ...totals);
  const bars = buckets.map((bucket, index) => {
    let top = HEIGHT;
    return SHOWN.flatMap((how) => {
      if (bucket[how] === 0) return [];
      // What is rare is seen all the same.
      const height = Math.max(1.5, (bucket[how] / most) * HEIGHT);
      top -= height;
      return [
        html`<rect class="${how}" x="${index * BAR}" y="${Math.max(0, top).toFixed(2)}" width="${BAR - GAP}" height="${height.toFixed(2)}"/>`,
      ];
    });
  });
  const perSecond = (Math.max(0, ...totals) * MS_A_SECOND) / bucketMs;
  const label = `Messages a second in the last quarter of an hour, ${shortNumber(perSecond)} at most`;
  return figure({
    title: 'Messages a second',
    label,
    most: shortNumber(perSecond),
    width: buckets.length * BAR,
    shapes: html`${bars.flat()}`,
    legend: SHOWN.map((how) => [how, how] as const),
  });
}

/** From the call to the outcome: the median, and what 95 of 100 messages stay below. */
export function latencyChart(buckets: readonly Bucket[]): Html {
  const most = Math.max(0, ...buckets.map(({ slowMs = 0 }) => slowMs));
  const dots = (of: 'medianMs' | 'slowMs'): Html => {
    const shapes = buckets.flatMap((bucket, index) => {
      const ms = bucket[of];
      if (ms === undefined) return [];
      const y = HEIGHT - 3 - (ms / Math.max(1, most)) * (HEIGHT - 6);
      return [
        html`<rect class="${of}" x="${index * BAR}" y="${y.toFixed(2)}" width="${BAR - GAP}" height="3"/>`,
      ];
    });
    return html`${shapes}`;
  };
  return figure({
    title: 'From the call to the outcome',
    label: `Time from the call to the outcome in the last quarter of an hour, ${duration(most)} at most`,
    most: duration(most),
    width: buckets.length * BAR,
    shapes: html`${dots('slowMs')}${dots('medianMs')}`,
    legend: [
      ['medianMs', 'median'],
      ['slowMs', '95 of 100'],
    ],
  });
}

interface Figure {
  readonly title: string;
  readonly label: string;
  /** What the top is. */
  readonly most: string;
  readonly width: number;
  readonly shapes: Html;
  /** Classes and what they mean. */
  readonly legend: readonly (readonly [string, string])[];
}

function figure({ title, label, most, width, shapes, legend }: Figure): Html {
  const keys = legend.map(
    ([name, meaning]) => html`<span class="key"><i class="${name}"></i>${meaning}</span>`,
  );
  return html`<figure>
<figcaption><strong>${title}</strong> ${keys}</figcaption>
<p class="top">${most}</p>
<svg viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">${shapes}</svg>
<p class="axis"><span>15 min ago</span><span>now</span></p>
</figure>`;
}

/** Three digits at most that say something. */
export function shortNumber(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function duration(ms: number): string {
  if (ms < MS_A_SECOND) return `${Math.round(ms)} ms`;
  if (ms < 120 * MS_A_SECOND) return `${(ms / MS_A_SECOND).toFixed(1)} s`;
  return `${Math.round(ms / MS_A_SECOND / 60)} min`;
}
