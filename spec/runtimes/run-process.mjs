import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { faultsOf, PROCESS_STEPS } from './expected.mjs';
import { Service } from './service.mjs';

const execute = promisify(execFile);
/** No program takes nearly as long. */
const LONGEST_RUN_MS = 60_000;

/** The version that an executable tells. */
export async function versionOf({ executable }) {
  const { stdout } = await execute(executable, ['--version'], { timeout: LONGEST_RUN_MS });
  return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? 'unknown';
}

/** Runs the scenario in a process of its own. Gives what went wrong, and how many messages arrived. */
export async function runProcess({ executable, args }, { program, project, keys }) {
  const service = new Service(keys.publicKey);
  const url = await service.listen();
  try {
    const input = { url, privateKey: keys.privateKey, hasAmbient: true };
    const { stdout, stderr } = await execute(executable, [...args, join(project, program)], {
      cwd: project,
      env: environment(project, input),
      timeout: LONGEST_RUN_MS,
      killSignal: 'SIGKILL',
    });
    const failures = JSON.parse(stdout).flatMap(({ name, error }) =>
      error === undefined ? [] : [`${name}: ${error}`],
    );
    if (stderr !== '') failures.push(`it wrote to stderr: ${stderr.slice(0, 500)}`);
    failures.push(...faultsOf(service.accepted, PROCESS_STEPS, 'node'));
    return { events: service.accepted.length, failures };
  } catch (error) {
    return { events: service.accepted.length, failures: [`it ended badly: ${error.message}`] };
  } finally {
    await service.close();
  }
}

/** Nothing of the surroundings but where programs are found, so that no setting of this computer has a say. */
function environment(project, input) {
  return {
    PATH: process.env['PATH'],
    HOME: project,
    DENO_DIR: join(project, '.deno'),
    DENO_NO_UPDATE_CHECK: '1',
    SCENARIO: JSON.stringify(input),
  };
}
