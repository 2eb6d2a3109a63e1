import type { Command } from 'commander';
import type { Terminal } from './terminal.js';

/** What a command of `waybill plan` is given. */
export interface PlanCommandContext {
  readonly terminal: Terminal;
  /** Says how the process ends; 0, where nothing does. */
  readonly exitWith: (code: number) => void;
}

/** Adds one command to `waybill plan`. What it needs beyond its options is loaded when it is run. */
type AddCommand = (plan: Command, context: PlanCommandContext) => void;

const COMMANDS: readonly AddCommand[] = [];

/** Adds `waybill plan`, with its commands. */
export function addPlan(program: Command, context: PlanCommandContext): void {
  const plan = program.command('plan').description('work with a tracking plan');
  for (const add of COMMANDS) add(plan, context);
}
