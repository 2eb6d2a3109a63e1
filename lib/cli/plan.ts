import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { addCheck } from './plan/check-command.js';
import { addDiff } from './plan/diff-command.js';
import { addDocs } from './plan/docs-command.js';
import { addInfer } from './plan/infer-command.js';
import { addPull } from './plan/pull-command.js';
import { addPush } from './plan/push-command.js';
import { addTypes } from './plan/types-command.js';
import { addVerify } from './plan/verify-command.js';

/** Adds one command to `waybill plan`. What it needs beyond its options is loaded when it is run. */
type AddCommand = (plan: Command, context: CommandContext) => void;

const COMMANDS: readonly AddCommand[] = [
  addCheck,
  addDiff,
  addDocs,
  addTypes,
  addPull,
  addPush,
  addInfer,
  addVerify,
];

/** Adds `waybill plan`, with its commands. */
export function addPlan(program: Command, context: CommandContext): void {
  const plan = program
    .command('plan')
    .description('work with a tracking plan')
    .helpCommand(false)
    .addHelpText('after', AFTER);
  for (const add of COMMANDS) add(plan, context);
}

const AFTER = `
Examples:
  waybill plan check plan.yaml
  waybill plan diff old.yaml new.yaml
  waybill help plan types`;
