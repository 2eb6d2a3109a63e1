/**
 * `npm run test:runtimes`: packs the package, installs it in a project of its own, and puts it through one scenario in every
 * runtime that it is for. Build first.
 */
import { generateKeyPairSync } from 'node:crypto';
import { parseArgs } from 'node:util';
import { installPackage, removeProject } from './package.mjs';
import { runEdge } from './run-edge.mjs';
import { runProcess, versionOf } from './run-process.mjs';
import { runWorker, versionIn } from './run-worker.mjs';
import {
  familyOf,
  howToAdd,
  INSTALL_COMMAND,
  isInstalled,
  isRequired,
  NAMES,
  RUNTIMES,
} from './runtimes.mjs';
import { tableOf } from './table.mjs';

const USAGE = `usage: npm run test:runtimes -- [--json] [--only ${NAMES.join(',')}]\n`;
const NONE = '–';
const KEY_BITS = 2048;

const given = readArguments();
if (given === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const rows = await runMatrix(given.runtimes);
  process.stdout.write(`${given.json ? JSON.stringify(rows) : tableOf(rows)}\n`);
  if (rows.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
    });
    const only = values.only?.split(',') ?? NAMES;
    if (!only.every((name) => NAMES.includes(name))) return undefined;
    return {
      json: values.json,
      runtimes: RUNTIMES.filter((one) => only.includes(familyOf(one))),
    };
  } catch {
    return undefined;
  }
}

async function runMatrix(runtimes) {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: KEY_BITS,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  tell('packing');
  const project = await installPackage();
  try {
    const rows = [];
    for (const runtime of runtimes) {
      tell(runtime.name);
      rows.push(isInstalled(runtime) ? await rowOf(runtime, { project, keys }) : missing(runtime));
    }
    return rows;
  } finally {
    removeProject(project);
    tell('done\n');
  }
}

async function rowOf(runtime, surroundings) {
  const startedMs = performance.now();
  const isProcess = runtime.executable !== undefined;
  const version = isProcess ? await versionOf(runtime) : versionIn(runtime);
  const [imported, required] = isProcess
    ? await Promise.all(
        ['imported.mjs', 'required.cjs'].map((program) =>
          runProcess(runtime, { ...surroundings, program }),
        ),
      )
    : [await runOne(runtime, surroundings)];
  return {
    runtime: runtime.name,
    version,
    import: verdictOf(imported),
    require: verdictOf(required),
    events: imported.events + (required?.events ?? 0),
    ms: Math.round(performance.now() - startedMs),
    failures: [...failuresOf('import', imported), ...failuresOf('require', required)],
  };
}

/** What takes one file and knows no `require`. */
function runOne(runtime, surroundings) {
  return runtime.flags === undefined ? runEdge(surroundings) : runWorker(runtime, surroundings);
}

/** On a computer of a person it is left out, by its name; on a CI server that is a failure. */
function missing(runtime) {
  const isFailure = process.env['CI'] === 'true' && isRequired(runtime);
  return {
    runtime: runtime.name,
    version: NONE,
    import: NONE,
    require: NONE,
    events: 0,
    ms: 0,
    failures: isFailure ? [`It is not installed: ${INSTALL_COMMAND}`] : [],
    ...(isFailure ? {} : { skipped: howToAdd(runtime) }),
  };
}

function verdictOf(run) {
  if (run === undefined) return NONE;
  return run.failures.length === 0 ? 'ok' : 'failed';
}

function failuresOf(form, run) {
  return (run?.failures ?? []).map((failure) => `${form}: ${failure}`);
}

/** Progress, for people who wait. */
function tell(what) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
}
