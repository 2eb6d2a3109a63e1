import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { medianOf, worstOf } from '../harness/figures.mjs';
import { runRounds } from '../harness/rounds.mjs';
import { number, table } from '../harness/table.mjs';
import { largePlan } from '../subjects/large-plan.mjs';
import { writeMessages } from '../subjects/message-file.mjs';

export const title =
  'Tracking plans: a file of 500 B messages is read, and a plan of 200 events is loaded';

const TIMEOUT_MS = 300_000;
/** How many times the lines of the small file the large one has. */
const TIMES = 4;

export async function run(bench) {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  try {
    return {
      infer: await runInfer(bench, folder),
      load: await runLoad(bench, folder),
      withoutPlan: await loadedOfPlans(),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function print({ infer, load }) {
  const inferRows = infer.subjects.map((subject) => [
    `plan infer, ${number(infer.lines[subject])} lines`,
    number(medianOf(infer.rounds, subject, 'linesPerSecond')),
    number(medianOf(infer.rounds, subject, 'mbPerSecond'), 1),
    number(medianOf(infer.rounds, subject, 'linesPerCpuSecond')),
    number(worstOf(infer.rounds, subject, 'rssMb'), 1),
  ]);
  const loadRows = [
    ["require('waybill/plan')", number(medianOf(load.rounds, 'load', 'requireMs'), 1)],
    ['loadPlan of 200 events, JSON', number(medianOf(load.rounds, 'load', 'loadMs'), 1)],
  ];
  return [
    table(['', 'lines/s', 'MB/s', 'lines a second of CPU', 'largest RSS, MB'], inferRows),
    table(['in a fresh process', 'ms'], loadRows),
  ].join('\n\n');
}

export function targets({ infer, load, withoutPlan }) {
  return [
    {
      name: 'plan infer, lines/s (1,000,000 in 60 s)',
      atLeast: 16_667,
      value: medianOf(infer.rounds, 'large', 'linesPerSecond'),
      unit: '',
    },
    {
      // The same for any file; a process that does nothing has 45 MB.
      name: 'plan infer, largest RSS',
      atMost: 160,
      value: worstOf(infer.rounds, 'large', 'rssMb'),
      unit: 'MB',
    },
    {
      name: 'loadPlan of 200 events in a fresh process',
      atMost: 30,
      value: medianOf(load.rounds, 'load', 'loadMs'),
      unit: 'ms',
    },
    {
      name: "files of plans that require('waybill') loads",
      atMost: 0,
      value: withoutPlan.files.length,
      unit: '',
    },
  ];
}

async function runInfer(bench, folder) {
  const large = bench.isQuick ? 400_000 : 1_000_000;
  const lines = { small: large / TIMES, large };
  const files = {};
  for (const [subject, count] of Object.entries(lines)) {
    bench.progress(`writing ${number(count)} messages`);
    const path = join(folder, `${subject}.ndjson`);
    files[subject] = { path, bytes: writeMessages(path, count) };
  }
  const result = await runRounds({
    subjects: Object.keys(lines),
    rounds: bench.isQuick ? 2 : 5,
    budget: bench.isQuick ? 20 : 120,
    progress: bench.progress,
    measure: (subject) => measureInfer(files[subject], lines[subject], folder),
  });
  return { ...result, lines };
}

async function measureInfer({ path, bytes }, lines, folder) {
  const usage = new URL('../harness/report-usage.mjs', import.meta.url).href;
  const out = join(folder, 'plan.yaml');
  const args = [
    '--import',
    usage,
    built('cli.mjs'),
    'plan',
    'infer',
    path,
    '--out',
    out,
    '--force',
    '--json',
  ];
  const startMs = performance.now();
  const { output, told } = await runProgram(args);
  const seconds = (performance.now() - startMs) / 1_000;
  const { messages } = JSON.parse(output);
  if (messages !== lines) throw new Error(`${messages} of ${lines} messages were read.`);
  const { rssMb, cpuSeconds } = JSON.parse(told);
  return {
    linesPerSecond: lines / seconds,
    mbPerSecond: bytes / 1e6 / seconds,
    linesPerCpuSecond: lines / cpuSeconds,
    rssMb,
  };
}

async function runLoad(bench, folder) {
  const file = join(folder, 'large-plan.json');
  await writeFile(file, JSON.stringify(largePlan(), undefined, 2));
  return runRounds({
    subjects: ['load'],
    rounds: bench.isQuick ? 15 : 31,
    budget: 20,
    progress: bench.progress,
    measure: async () => {
      const { output } = await runProgram([cold('load-plan.cjs'), built('plan.cjs'), file]);
      return JSON.parse(output);
    },
  });
}

/** What of plans is loaded by those who have none. */
async function loadedOfPlans() {
  const { output } = await runProgram([cold('loaded-files.cjs'), built('index.cjs')]);
  return { files: JSON.parse(output).filter((file) => basename(file).startsWith('plan')) };
}

async function runProgram(args) {
  const stdio = ['ignore', 'pipe', 'inherit', 'pipe'];
  const child = spawn(process.execPath, args, { stdio, timeout: TIMEOUT_MS });
  const texts = ['', ''];
  for (const [index, stream] of [child.stdout, child.stdio[3]].entries()) {
    stream.on('data', (chunk) => {
      texts[index] += chunk;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${basename(args[0])} ended with ${code}.`);
  const [output, told] = texts;
  return { output, told };
}

function cold(file) {
  return fileURLToPath(new URL(`../cold/${file}`, import.meta.url));
}

function built(file) {
  return fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
}
