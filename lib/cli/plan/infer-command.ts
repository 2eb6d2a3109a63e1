import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { wholeNumber } from '../whole-number.js';
import type { InferFlags } from './infer.js';

/** Adds `waybill plan infer`. */
export function addInfer(plan: Command, { terminal, exitWith }: CommandContext): void {
  plan
    .command('infer')
    .description('write a first plan from messages that were sent')
    .argument('<input...>', 'files, - for standard input, the folder or the address of a workspace')
    .option('--out <file>', 'the file to write: JSON if it ends with .json, and YAML otherwise')
    .option('--force', 'write over a file that is there')
    .option('--name <name>', 'the name of the plan')
    .option('--min-count <count>', 'leave out rules for fewer messages', wholeNumber(1))
    .option('--json', 'print JSON: the plan, or with --out what it was made of')
    .addHelpText('after', AFTER_INFER)
    .action(async (inputs: readonly string[], flags: InferFlags) => {
      const { infer } = await import('./infer.js');
      exitWith(await infer({ inputs, flags, terminal }));
    });
}

const AFTER_INFER = `
Files have a message a line (NDJSON), or are one list of messages; they may be gzip.

Examples:
  waybill plan infer events.ndjson --out plan.yaml
  waybill plan infer .waybill --min-count 10 > plan.yaml
  waybill plan infer http://127.0.0.1:8765 --out plan.json
  zcat archive/*.gz | waybill plan infer - --out plan.yaml

Exit codes: 0 the plan has it all, 1 lines or names had to be left out, 2 the command was not understood, or there is no message.`;
