import { pathToFileURL } from 'node:url';
import { runProgram } from '../../lib/cli/program.js';

export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly complaints: string;
  readonly progress: readonly string[];
}

/** Runs `waybill` with these words. */
export async function waybill(...args: readonly string[]): Promise<Ran> {
  const progress: string[] = [];
  let out = '';
  let complaints = '';
  const terminal = {
    write: (text: string) => {
      out += text;
    },
    complain: (text: string) => {
      complaints += text;
    },
    progress: (line: string) => void progress.push(line),
  };
  const declarations = pathToFileURL('lib/index.ts');
  const exitCode = await runProgram({ args, terminal, declarations });
  return { exitCode, out, complaints, progress };
}
