/** Measures Waybill beside its peers: `npm run bench`, or with `-- --quick`. README.md says how to read what it prints. */
import { existsSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeBench } from './harness/bench.mjs';
import { installPeers } from './harness/install-peers.mjs';
import { writeReport } from './harness/report.mjs';
import { startSink } from './harness/sink-process.mjs';
import { isMet, targetTable } from './harness/targets.mjs';
import { SCENARIOS } from './scenarios.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    profile: { type: 'string' },
    report: { type: 'string' },
  },
});

const chosen = [...(options.only ?? []), ...positionals];
const names = chosen.length > 0 ? chosen : Object.keys(SCENARIOS);
const unknown = names.find((name) => SCENARIOS[name] === undefined);
if (unknown !== undefined) fail(`No scenario "${unknown}": ${Object.keys(SCENARIOS).join(', ')}.`);
if (!existsSync(fileURLToPath(new URL('../dist/index.cjs', import.meta.url)))) {
  fail('dist/ is missing: build first, or use `npm run bench`.');
}
await main();

async function main() {
  await installPeers(say);
  const startMs = performance.now();
  let hasFailed = false;
  const sink = await startSink();
  const report = { machine: machine(), isQuick: options.quick, scenarios: {}, targets: [] };
  const sections = [];
  const loadBefore = loadAverage();
  if (!options.json) print(`${report.machine.text}, ${options.quick ? 'quick' : 'full'} run`);
  for (const name of names) {
    const progress = (text) => say(`${seconds(startMs)} ${name}: ${text}`);
    const profileFolder = options.profile;
    const bench = makeBench({ sink, isQuick: options.quick, profileFolder, progress });
    const { title, run, print: layOut, charts, targets } = SCENARIOS[name];
    const result = await run(bench);
    report.scenarios[name] = result;
    report.targets.push(...targets(result).map((target) => ({ ...target, met: isMet(target) })));
    const section = { name, title: `${title}${roundsText(result)}`, text: layOut(result) };
    sections.push({ ...section, charts: charts?.(result) ?? [] });
    if (!options.json) print(`\n${section.title}\n\n${section.text}`);
    for (const { subject, reason } of failuresOf(result)) {
      say(`${name}, ${subject}: ${reason}`);
      hasFailed = true;
    }
  }
  sink.stop();
  if (options.json) print(JSON.stringify(report, undefined, 2));
  else print(`\nWhat Waybill must reach\n\n${targetTable(report.targets)}`);
  if (options.report !== undefined) {
    const date = new Date().toISOString().slice(0, 10);
    const load = [loadBefore, loadAverage()];
    const written = writeReport(options.report, { ...report, sections, date, load });
    say(`wrote ${options.report} and ${written.length - 1} charts`);
  }
  if (hasFailed) process.exitCode = 1;
  say(`done in ${seconds(startMs)}`);
}

function failuresOf(result) {
  return [result, ...Object.values(result)].flatMap((part) => part?.failures ?? []);
}

/** Scenarios in parts have as many rounds as their first part. */
function roundsText(result) {
  const { rounds } = [result, ...Object.values(result)].find((part) => part?.rounds) ?? {};
  return rounds === undefined
    ? ''
    : ` (${rounds.length === 1 ? 'one round' : `medians of ${rounds.length} rounds`})`;
}

function machine() {
  const cpus = os.cpus();
  const text = `Node ${process.version}, ${cpus.length} × ${cpus[0]?.model.trim()}, ${process.platform}`;
  return { node: process.version, cpus: cpus.length, cpu: cpus[0]?.model, text };
}

/** Of the last five minutes: of the last one the build that goes before has the most. */
function loadAverage() {
  return os.loadavg()[1] ?? 0;
}

function seconds(startMs) {
  return `${((performance.now() - startMs) / 1_000).toFixed(0)} s`;
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(2);
}
