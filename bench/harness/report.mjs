import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { barChart, inWords } from './bar-chart.mjs';
import { withMarkdownTables } from './markdown-table.mjs';
import { targetTable } from './targets.mjs';

/** A core that other work keeps busy for longer than this makes figures of time doubtful. */
const BUSY_SHARE = 0.25;

/**
 * Writes a run as a page of Markdown, and its charts as SVG files into a folder beside it, which bears the page's name: GitHub
 * shows no SVG that stands in the page itself.
 *
 * @param run `date`, `machine`, `isQuick`, `load` (load averages before and after), `targets`, and `sections` with `name`, `title`,
 *   `text` (tables) and `charts` each
 * @returns the files that were written
 */
export function writeReport(file, run) {
  const name = basename(file).replace(/\.md$/, '');
  const folder = join(dirname(file), name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const written = [file];
  const parts = run.sections.map((section) => {
    const images = section.charts.map((chart, index) => {
      const image = `${section.name}-${index + 1}.svg`;
      writeFileSync(join(folder, image), barChart(chart));
      written.push(join(folder, image));
      return `![${inWords(chart)}](${name}/${image})`;
    });
    return [`## ${section.title}`, ...images, withMarkdownTables(section.text)].join('\n\n');
  });
  const targets = `## What Waybill must reach\n\n${withMarkdownTables(targetTable(run.targets))}`;
  writeFileSync(file, `${[introduction(file, run), ...parts, targets].join('\n\n')}\n`);
  return written;
}

function introduction(file, { date, machine, isQuick, load }) {
  const command = `npm run bench -- ${isQuick ? '--quick ' : ''}--report ${file}`;
  const kind = isQuick
    ? 'It was a quick run, with few rounds: the noise of its figures is large, above all that of tails.'
    : 'It was a full run.';
  return [
    '# Measured figures',
    'Waybill beside its peers and beside the limit, as `npm run bench` measures them. The limit is a program that builds each message, ' +
      'writes it as JSON once and posts it over sockets that stay open; the floor is the first half of that. They check nothing, retry ' +
      'nothing and bound nothing. [The bench](../../bench/README.md) says what each scenario does.',
    `Made on ${date} by \`${command}\`, on ${machine.text}. ${kind} ${loadText(load, machine.cpus)} ` +
      'Trust the ratios more than the digits, and compare within one table. ' +
      '[Figures and what they mean](../design/figures.md) tells more of them.',
  ].join('\n\n');
}

/** The bench itself counts in the load after it, but not in that before. */
function loadText([before, after], cpus) {
  const figures = `its load average was ${before.toFixed(1)} before the run and ${after.toFixed(1)} after it, on ${cpus} cores`;
  return before > cpus * BUSY_SHARE
    ? `The machine did other work at the same time: ${figures}.`
    : `The machine was quiet: ${figures}.`;
}
