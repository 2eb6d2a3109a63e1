import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { TypesOptions } from './plan-types.js';

/** Adds `waybill plan types`. */
export function addTypes(plan: Command, { terminal, exitWith }: CommandContext): void {
  plan
    .command('types')
    .description('write a typed client: a function for each event of the plan')
    .argument('<plan>', 'the plan, in JSON or YAML')
    .requiredOption('--out <file>', 'the TypeScript file to write')
    .option('--check', 'write nothing; the exit code says whether the file is up to date')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER)
    .action(async (file: string, options: TypesOptions) => {
      const { planTypes } = await import('./plan-types.js');
      exitWith(planTypes({ file, options, terminal }));
    });
}

const AFTER = `
Examples:
  waybill plan types plan.yaml --out src/analytics.ts
  waybill plan types plan.yaml --out src/analytics.ts --check   # in CI

Exit codes: 0 the file is up to date or was written, 1 it is not what --check would write, 2 the command or the plan was not understood.`;
