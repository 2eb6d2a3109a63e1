/**
 * Writes what each public entry point offers to types, so that a change of it is seen in review: `npm run api`. With `--check` it
 * compares what was written with what is built, and ends with 1 where they differ. Names behind it (`waybill`, `plan`) choose.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENDING = '.api.md';
const SHOWN_LINES = 12;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(ROOT, 'etc/api') },
  },
});
const folder = resolve(options.folder);
const entries = entryPoints();
const unknown = positionals.find((name) => entries[name] === undefined);
if (unknown !== undefined) fail(`No entry point "${unknown}": ${Object.keys(entries).join(', ')}.`);
const chosen = positionals.length > 0 ? positionals : Object.keys(entries);
const scratch = mkdtempSync(join(tmpdir(), 'waybill-api-'));
try {
  const reports = Object.fromEntries(chosen.map((name) => [name, reportOf(name, entries[name])]));
  if (options.check) check(reports);
  else write(reports);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * The types of what `exports` of package.json offers; `workers` has those of the client. What is an ES module alone has no
 * condition `import`: runtimes of workers and Vitest load nothing else. `check:package` keeps such entry points from attw, which
 * finds it a fault that CommonJS resolves to them.
 */
function entryPoints() {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = Object.entries(exports).map(([path, conditions]) => [
    path === '.' ? 'waybill' : path.slice(2).replaceAll('/', '-'),
    (conditions.import ?? conditions).types,
  ]);
  return Object.fromEntries(
    named.filter(([name, types]) => types !== undefined && name !== 'workers'),
  );
}

function reportOf(name, types) {
  const file = resolve(ROOT, types);
  if (!existsSync(file)) fail(`${types} is missing: build first (npm run build).`);
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'esnext.disposable'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: ['node'],
    strict: true,
    skipLibCheck: true,
  };
  const quiet = { default: { logLevel: 'none' } };
  const config = ExtractorConfig.prepare({
    configObject: {
      mainEntryPointFilePath: file,
      projectFolder: ROOT,
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { compilerOptions, files: [file] } },
      apiReport: {
        enabled: true,
        reportFileName: `${name}${ENDING}`,
        reportFolder: scratch,
        reportTempFolder: join(scratch, 'temporary'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      // Lint and types are checked by their own tools.
      messages: {
        compilerMessageReporting: quiet,
        extractorMessageReporting: quiet,
        tsdocMessageReporting: quiet,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(ROOT, 'package.json'),
  });
  const told = [];
  const messageCallback = (message) => {
    message.handled = true;
    if (message.logLevel === ExtractorLogLevel.Error) told.push(message.text);
  };
  Extractor.invoke(config, { localBuild: true, messageCallback });
  if (told.length > 0) fail(`${types}: ${told.join('\n')}`);
  // What is imported is no API, and changes in every report where the client changes.
  return readFileSync(join(scratch, `${name}${ENDING}`), 'utf8').replace(/^import .*;\n/gm, '');
}

function write(reports) {
  mkdirSync(folder, { recursive: true });
  for (const file of positionals.length > 0 ? [] : readdirSync(folder)) rmSync(join(folder, file));
  for (const [name, text] of Object.entries(reports)) writeFileSync(fileOf(name), text);
  process.stdout.write(`Wrote the API of ${Object.keys(reports).join(', ')}.\n`);
}

function check(reports) {
  const found = Object.entries(reports).flatMap(([name, text]) => {
    const known = existsSync(fileOf(name)) ? readFileSync(fileOf(name), 'utf8') : '';
    return text === known ? [] : [`${name}\n${difference(known, text)}`];
  });
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const stale = files.map((file) => file.slice(0, -ENDING.length)).filter((name) => !entries[name]);
  found.push(...stale.map((name) => `${name}\n  is no entry point any more`));
  if (found.length > 0) {
    fail(
      `The API has changed. Is it meant so? Then npm run api, and commit etc/api.\n\n${found.join('\n\n')}`,
    );
  }
  process.stdout.write(
    `The API is as etc/api has it: ${Object.keys(reports).length} entry points.\n`,
  );
}

/** The first lines that one has and the other hasn't. */
function difference(before, after) {
  const [old, current] = [before.split('\n'), after.split('\n')];
  const lines = [
    ...old.filter((line) => !current.includes(line)).map((line) => `  - ${line}`),
    ...current.filter((line) => !old.includes(line)).map((line) => `  + ${line}`),
  ];
  const rest = lines.length - SHOWN_LINES;
  const more = rest > 0 ? [`  and ${rest} more lines`] : [];
  return [...lines.slice(0, SHOWN_LINES), ...more].join('\n') || '  the order of lines';
}

function fileOf(name) {
  return join(folder, `${name}${ENDING}`);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
