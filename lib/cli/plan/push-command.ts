import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { PushOptions } from './push-plan.js';

/** Adds `waybill plan push`. */
export function addPush(plan: Command, { terminal, exitWith }: CommandContext): void {
  plan
    .command('push')
    .description("write a plan by Segment's Public API")
    .argument('<plan>', 'the plan, in JSON or YAML')
    .option('--id <id>', 'the plan to write to (default: the id in the file)')
    .option('--create', 'make a new plan')
    .option('--replace', 'remove the rules that the file does not have')
    .option('--dry-run', 'show what would change, and write nothing')
    .option('--yes', 'do not ask first; needed where nobody can be asked')
    .option('--api <url>', 'the address of the API (default: https://api.segmentapis.com)')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER)
    .action(async (file: string, options: PushOptions) => {
      const { pushPlan } = await import('./push-plan.js');
      exitWith(await pushPlan({ file, options, terminal }));
    });
}

const AFTER = `
The token is read from WAYBILL_SEGMENT_TOKEN. What is changed is shown first. planning, connections, transformations, and
members that begin with x- stay in the file.

Examples:
  waybill plan push plan.yaml --dry-run
  waybill plan push plan.yaml --yes             # in CI
  waybill plan push plan.yaml --replace

Exit codes: 0 it is done, or there is nothing to do, 1 the API refused or failed, or the answer was no, 2 the command or the plan was not understood.`;
