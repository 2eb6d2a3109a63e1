import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { wholeNumber } from '../whole-number.js';
import type { VerifyFlags } from './verify.js';

/** Adds `waybill plan verify`. */
export function addVerify(plan: Command, { terminal, exitWith }: CommandContext): void {
  plan
    .command('verify')
    .description('compare messages that were sent with a plan')
    .argument('<input...>', 'files, - for standard input, the folder or the address of a workspace')
    .requiredOption('--plan <file>', 'the plan, in YAML or JSON')
    .option('--source <id>', 'the source they are from: its transformations in the plan run first')
    .option('--allow-unplanned', 'take events and properties that are not planned for fine')
    .option(
      '--max-samples <count>',
      'how many message ids are told of each finding (default: 3)',
      wholeNumber(0),
    )
    .option('--junit <file>', 'write a report for CI, as JUnit does')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER_VERIFY)
    .action(async (inputs: readonly string[], flags: VerifyFlags) => {
      const { verify } = await import('./verify.js');
      exitWith(await verify({ inputs, flags, terminal }));
    });
}

const AFTER_VERIFY = `
Files have a message a line (NDJSON), or are one list of messages; they may be gzip.

Examples:
  waybill plan verify events.ndjson --plan plan.yaml
  waybill plan verify .waybill --plan plan.yaml --junit reports/plan.xml
  waybill plan verify - --plan plan.yaml --source server --json < events.ndjson

Exit codes: 0 all messages are as planned, 1 some are not or could not be read, 2 the command or the plan was not understood, or there is no message.`;
