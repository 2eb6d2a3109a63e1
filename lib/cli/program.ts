import { Command, CommanderError } from 'commander';
import { VERSION } from '../message/version.js';
import type { MigrateOptions } from './migrate.js';
import { type Terminal, UsageError } from './terminal.js';

export interface ProgramTask {
  /** What was typed behind `waybill`. */
  readonly args: readonly string[];
  readonly terminal: Terminal;
  /** Waybill's entry point or its declarations, which say what it exports. */
  readonly declarations: URL;
}

const EXIT_USAGE = 2;

/** Runs the command that was typed, and gives the exit code of the process. */
export async function runProgram({ args, terminal, declarations }: ProgramTask): Promise<number> {
  let exitCode = 0;
  const program = new Command('waybill')
    .description('Tools for Waybill, the SDK for customer data')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.complain });
  program
    .command('migrate')
    .description('move a code base from another client to Waybill, or list what that takes')
    .argument('[folder]', 'the folder to look at', '.')
    .option('--write', 'rewrite what can be rewritten; without it nothing is written')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER_MIGRATE)
    .action(async (folder: string, options: MigrateOptions) => {
      // The parser is large, and only this command needs it.
      const { migrate } = await import('./migrate.js');
      exitCode = migrate({ folder, options, terminal, declarations });
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (!(error instanceof UsageError)) throw error;
    terminal.complain(`error: ${error.message}\n`);
    return EXIT_USAGE;
  }
}

const AFTER_MIGRATE = `
It looks for @segment/analytics-node, @segment/analytics-core, analytics-node and
@rudderstack/rudder-sdk-node in .js, .mjs, .cjs, .jsx, .ts, .mts, .cts and .tsx files and in package.json.
It leaves out node_modules, dist, build, coverage, folders that begin with a dot, and what git ignores.

Exit codes: 0 nothing is left to do, 1 something is left, 2 the command was not understood.`;
