import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { PullOptions } from './pull-plan.js';

/** Adds `waybill plan pull`. */
export function addPull(plan: Command, { terminal, exitWith }: CommandContext): void {
  plan
    .command('pull')
    .description("fetch a plan by Segment's Public API")
    .requiredOption('--id <id>', 'the plan: tp_ and what follows')
    .requiredOption('--out <file>', 'the file to write, in YAML, or in JSON if it ends with .json')
    .option('--api <url>', 'the address of the API (default: https://api.segmentapis.com)')
    .option('--dry-run', 'show what would change in the file, and write nothing')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER)
    .action(async (options: PullOptions) => {
      const { pullPlan } = await import('./pull-plan.js');
      exitWith(await pullPlan({ options, terminal }));
    });
}

const AFTER = `
The token is read from WAYBILL_SEGMENT_TOKEN. What the file alone has stays in it: planning, connections,
transformations, and members that begin with x-.

Examples:
  waybill plan pull --id tp_2rFi56u1W4f8 --out plan.yaml
  waybill plan pull --id tp_2rFi56u1W4f8 --api https://eu1.api.segmentapis.com

Exit codes: 0 it is done, 1 the API refused or failed, the file changed meanwhile, or the plan that came is not sound, 2 the command was not understood.`;
