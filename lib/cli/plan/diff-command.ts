import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { DiffFlags } from './diff.js';

/** Adds `waybill plan diff`. */
export function addDiff(plan: Command, { terminal, exitWith }: CommandContext): void {
  plan
    .command('diff')
    .description('say what changed between two plans, and what of it breaks callers')
    .argument('<old>', 'the plan before, in YAML or JSON')
    .argument('<new>', 'the plan now')
    .option('--breaking', 'print what breaks callers alone')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER)
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { diff } = await import('./diff.js');
      exitWith(diff({ before, after, flags, terminal }));
    });
}

const AFTER = `
Examples:
  git show main:plan.yaml > old.yaml
  waybill plan diff old.yaml plan.yaml
  waybill plan diff old.yaml plan.yaml --json | jq '.changes[].effect'

Exit codes: 0 no change breaks callers, 1 some change does, 2 the command or a plan was not understood.`;
