import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { addConnectionOptions } from './connection-options.js';
import type { DrainFlags } from './spool/drain.js';

/** Adds `waybill spool`, with what can be done about the folder of a client's spool. */
export function addSpool(program: Command, { terminal, exitWith }: CommandContext): void {
  const spool = program
    .command('spool')
    .description('look into the spool of a client, and send what lies there')
    .helpCommand(false)
    .addHelpText('after', AFTER);
  spool
    .command('ls')
    .description('list what lies in a spool')
    .argument('<folder>', 'the folder of the spool')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER_LS)
    .action(async (folder: string, flags: { readonly json?: boolean }) => {
      const { list } = await import('./spool/list.js');
      exitWith(await list({ folder, flags, terminal }));
    });
  spool
    .command('export')
    .description(
      'print the messages that lie in a spool, a line of JSON each, and leave them there',
    )
    .argument('<folder>', 'the folder of the spool')
    .addHelpText('after', AFTER_EXPORT)
    .action(async (folder: string) => {
      const { exportMessages } = await import('./spool/export.js');
      exitWith(await exportMessages({ folder, terminal }));
    });
  const drain = spool
    .command('drain')
    .description('send what clients that are gone have left in a spool')
    .argument('<folder>', 'the folder of the spool');
  addConnectionOptions(drain)
    .option('--any-key', 'also what was called with another write key')
    .option(
      '--dead-letters <file>',
      'where what is refused goes; without it that stays in the spool',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER_DRAIN)
    .action(async (folder: string, flags: DrainFlags) => {
      const { drain: drainIt } = await import('./spool/drain.js');
      exitWith(await drainIt({ folder, flags, terminal }));
    });
}

const AFTER = `
Examples:
  waybill spool ls /var/lib/my-service/spool
  waybill spool export /var/lib/my-service/spool > messages.ndjson
  waybill spool drain /var/lib/my-service/spool

Exit codes: 0 it is done, 1 something is left or damaged, 2 the command was not understood.`;

const AFTER_LS = `
Examples:
  waybill spool ls /var/lib/my-service/spool

Exit codes: 0 it could be read, 1 something in it is damaged, 2 the command was not understood.`;

const AFTER_EXPORT = `
Examples:
  waybill spool export /var/lib/my-service/spool | jq .event

Exit codes: 0 it could be read, 1 something in it is damaged, 2 the command was not understood.`;

const AFTER_DRAIN = `
What a client that is running has there is left to it.
Each of --write-key, --host and --path goes before its variable, and that before the configuration.

Examples:
  waybill spool drain /var/lib/my-service/spool --write-key my-write-key

Exit codes: 0 nothing is left, 1 something is left or was refused, 2 the command or the configuration was not understood.`;
