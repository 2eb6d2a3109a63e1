import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { addConnectionOptions } from './connection-options.js';
import type { ReplayFlags } from './import/replay-files.js';
import { addSendOptions } from './import.js';

/** Adds `waybill replay`. */
export function addReplay(program: Command, { terminal, exitWith }: CommandContext): void {
  const command = program
    .command('replay')
    .description('send again what was not delivered: files of dead letters, or of messages')
    .argument(
      '<file...>',
      'files of dead letters, or of messages, one a line; - for standard input',
    );
  addSendOptions(addConnectionOptions(command))
    .addHelpText('after', AFTER_REPLAY)
    .action(async (inputs: readonly string[], flags: ReplayFlags) => {
      const { replayFiles } = await import('./import/replay-files.js');
      exitWith(await replayFiles({ inputs, flags, terminal }));
    });
}

const AFTER_REPLAY = `
Messages keep their ids, so that what was delivered after all is left out by the service.
What fails again goes to a new file: FILE.again, if --dead-letters names no other.

Examples:
  waybill replay dead.ndjson
  waybill replay dead.ndjson --rate 100/s --dead-letters still-dead.ndjson
  waybill spool export folder | waybill replay -

Exit codes: 0 everything was delivered, 1 something was not, 2 the command was not understood.`;
