import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The time that a spec gives a compiler. */
export const COMPILE_MS = 60_000;

/** What a compiler has to say about a project; nothing, if all is well. */
export function compile(project: string, ...rest: readonly string[]): string {
  return compileWith('tsc', project, ...rest);
}

export function compileWith(
  compiler: 'tsc' | 'tsc6',
  project: string,
  ...rest: readonly string[]
): string {
  const program = resolve('node_modules/.bin', compiler);
  const { stdout, stderr, status, error } = spawnSync(program, ['-p', project, ...rest], {
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return status === 0 ? '' : `exit ${status}\n${stdout}${stderr}`;
}
