import { type Command, Option } from 'commander';
import { MESSAGE_TYPES } from '../message/message.js';
import type { CommandContext } from './command-context.js';
import type { TailFlags } from './tail/flags.js';

/** Adds `waybill tail`. */
export function addTail(program: Command, { terminal, exitWith }: CommandContext): void {
  const collect = (text: string, all: readonly string[] = []): readonly string[] => [...all, text];
  program
    .command('tail')
    .description('show what a local workspace receives, a line for each message')
    .argument('[address]', 'its address or port (default: that of this folder, or 8765)')
    .addOption(
      new Option('--type <call>', 'only this call; may be repeated')
        .choices(MESSAGE_TYPES)
        .argParser(collect),
    )
    .option('--event <name>', 'only this event, page or screen; may be repeated', collect)
    .option('--user-id <id>', 'only this user; may be repeated', collect)
    .option('--source <name>', 'only this source; may be repeated', collect)
    .option('--config <file>', 'the configuration (default: waybill.config.{ts,mts,js,mjs,json})')
    .option('--json', 'print each message as a line of JSON')
    .option('--quiet', 'do not say what is watched')
    .addHelpText('after', AFTER)
    .action(async (address: string | undefined, flags: TailFlags) => {
      const { tail } = await import('./tail/tail-messages.js');
      exitWith(await tail({ address, flags, terminal }));
    });
}

const AFTER = `
It runs until Ctrl+C (SIGINT) or SIGTERM, and shows what comes from then on. A message is shown where each kind of filter has it.

Examples:
  waybill tail
  waybill tail 9000 --type track --event 'Order Completed'
  waybill tail http://127.0.0.1:8765 --json | jq .message.properties

Exit codes: 0 it was ended, 1 there is no workspace, or it has ended, 2 the command or the configuration was not understood.`;
