import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nowMs } from './clock.mjs';

const PROGRAM = fileURLToPath(new URL('worker.mjs', import.meta.url));
const TIMEOUT_MS = 90_000;

/**
 * Runs one scenario with one subject in a process of its own. Resolves to the result, with the time when the process ended.
 * `onNote` is given what the process asks, and its answer goes back.
 */
export function runSubject(task, { profileFolder, onNote } = {}) {
  const execArgv = ['--expose-gc', ...profileArguments(task, profileFolder)];
  const child = fork(PROGRAM, [], { execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const errors = [];
  child.stderr.on('data', (chunk) => errors.push(chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
  let result;
  let failure;
  child.on('message', (message) => {
    if (message.note !== undefined) answer(child, message.note, onNote);
    else if (message.error !== undefined) failure = message.error;
    else result = message.result;
  });
  child.send(task);
  return new Promise((resolve, reject) => {
    let exitedMs;
    child.on('exit', () => {
      exitedMs = nowMs();
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (result !== undefined && signal === null) return resolve({ ...result, exitedMs });
      const said = Buffer.concat(errors).toString('utf8').slice(-2_000);
      const why = failure ?? `ended with ${signal ?? code}`;
      return reject(new Error(`${task.scenario}, ${task.subject}: ${why}\n${said}`));
    });
  });
}

async function answer(child, note, onNote) {
  child.send({ answer: await onNote?.(note) });
}

function profileArguments({ scenario, subject }, folder) {
  if (folder === undefined) return [];
  const name = `${scenario}-${subject}-${process.hrtime.bigint()}.cpuprofile`;
  return [
    '--cpu-prof',
    '--cpu-prof-interval=200',
    `--cpu-prof-dir=${folder}`,
    `--cpu-prof-name=${name}`,
  ];
}
