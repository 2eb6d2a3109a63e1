import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { CheckFlags } from './check.js';

/** Adds `waybill plan check`. */
export function addCheck(plan: Command, { terminal, exitWith }: CommandContext): void {
  plan
    .command('check')
    .description('say what is wrong with a plan, and what could be better')
    .argument('<plan>', 'the plan, in YAML or JSON')
    .option('--strict', 'exit with 1 for advice, too')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER)
    .action(async (file: string, flags: CheckFlags) => {
      const { check } = await import('./check.js');
      exitWith(check({ file, flags, terminal, nowMs: Date.now() }));
    });
}

const AFTER = `
Examples:
  waybill plan check plan.yaml
  waybill plan check plan.yaml --strict
  waybill plan check plan.yaml --json | jq '.advice[].code'

Exit codes: 0 the plan is sound, 1 something is wrong with it, or with --strict could be better, 2 the command was not understood.`;
