import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PlanDocument } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { clientSource } from '../../../lib/plan/typed-client/client-source.js';
import { compileWith } from '../../support/compile.js';

const COMPILER_OPTIONS = {
  target: 'es2022',
  lib: ['es2023', 'esnext.disposable'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  rootDir: '.',
  outDir: 'out',
};

const HEAD = `import { Analytics } from 'waybill';
import { typed } from './analytics.js';
const client = new Analytics({ writeKey: 'my-write-key', host: process.env['ENDPOINT'] ?? '' });
const analytics = typed(client);
`;

/** The client of a plan, and a program that uses it, inside of the project: so they find `waybill` by its own name. */
export class GeneratedClient {
  readonly #folder: string;

  constructor(name: string, plan: PlanDocument) {
    this.#folder = resolve('.waybill', name);
    this.dispose();
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(join(this.#folder, 'analytics.ts'), clientSource(loadPlan(plan)).source);
    const config = { compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] };
    writeFileSync(join(this.#folder, 'tsconfig.json'), JSON.stringify(config));
  }

  /** What a compiler says about a program with these lines, each complaint with the line that it is about. */
  compile(compiler: 'tsc' | 'tsc6', lines: readonly string[]): readonly string[] {
    writeFileSync(
      join(this.#folder, 'program.ts'),
      `${HEAD}${lines.join('\n')}\nawait client.close();\n`,
    );
    const said = compileWith(compiler, this.#folder, '--pretty', 'false');
    const before = HEAD.split('\n').length - 1;
    return said
      .split(/\n(?=\S)/)
      .filter((text) => text.includes('error TS'))
      .map((text) => {
        const [, line = ''] = /program\.ts\((\d+),/.exec(text) ?? [];
        return line === ''
          ? text
          : `${lines[Number(line) - 1 - before]} → ${text.replace(/^.*?TS\d+: /, '')}`;
      });
  }

  /** Runs the program that was compiled last. */
  run(endpoint: string): Promise<void> {
    return new Promise((resolved, reject) => {
      execFile(
        process.execPath,
        [join(this.#folder, 'out/program.js')],
        { env: { ENDPOINT: endpoint } },
        (error) => (error === null ? resolved() : reject(error)),
      );
    });
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
