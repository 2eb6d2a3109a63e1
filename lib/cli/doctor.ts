import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { addConnectionOptions } from './connection-options.js';
import type { DoctorFlags } from './doctor/run-doctor.js';

/** Adds `waybill doctor`. */
export function addDoctor(program: Command, { terminal, exitWith }: CommandContext): void {
  const command = program
    .command('doctor')
    .description('look at what sending needs, and say what is wrong and what to do');
  addConnectionOptions(command)
    .option(
      '--probe',
      'send marked messages as large as the client sends, to see if they are taken',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER)
    .action(async (flags: DoctorFlags) => {
      const { runDoctor } = await import('./doctor/run-doctor.js');
      exitWith(await runDoctor({ flags, terminal }));
    });
}

const AFTER = `
It looks at Node.js and Waybill, the write key, the service, the clock, proxies and the local workspace. It asks the service by one batch without messages. With --probe it sends 17 messages with the name "Waybill Probe", too: they arrive in the source, and are for no destination.

Examples:
  waybill doctor
  waybill doctor --host https://events.eu1.segmentapis.com
  waybill doctor --json | jq '.findings[] | select(.level == "error")'

Exit codes: 0 nothing is wrong that keeps messages from arriving, 1 something is, 2 the command or the configuration was not understood.`;
