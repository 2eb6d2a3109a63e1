import { Command, CommanderError } from 'commander';
import { VERSION } from '../message/version.js';
import type { DevFlags } from './dev/flags.js';
import { addDoctor } from './doctor.js';
import type { MigrateOptions } from './migrate.js';
import { addPlan } from './plan.js';
import { addSend } from './send.js';
import { addTail } from './tail.js';
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
  addDev(program, async (flags) => {
    const { dev } = await import('./dev.js');
    exitCode = await dev({ flags, terminal });
  });
  const context = {
    terminal,
    exitWith: (code: number) => {
      exitCode = code;
    },
  };
  addSend(program, context);
  addTail(program, context);
  addDoctor(program, context);
  addPlan(program, context);
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

function addDev(program: Command, run: (flags: DevFlags) => Promise<void>): void {
  const collect = (text: string, all: readonly string[] = []): readonly string[] => [...all, text];
  program
    .command('dev')
    .description('run a local workspace that takes what clients send, and shows it')
    .option('--port <port>', 'the port to listen on; 0 takes a free one (default: 8765)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('--folder <folder>', 'where messages are kept (default: .waybill)')
    .option('--memory', 'keep messages in memory alone')
    .option('--strict', 'answer 400 with the reasons where the service answers 200 and drops')
    .option(
      '--source <name[:kind][=key]>',
      'a source, its kind (web, mobile, server or cloud) and its write key; may be repeated',
      collect,
    )
    .option('--max-log <size>', 'how much is kept in the folder (default: 512mb)')
    .option(
      '--plan <file>',
      'the tracking plan of all sources, which is read again when it changes',
    )
    .option('--open', 'open the page in the browser')
    .option('--config <file>', 'the configuration (default: waybill.config.{ts,mts,js,mjs,json})')
    .option('--tail', 'print a line for each message; attach where a workspace runs already')
    .option('--json', 'print each message as a line of JSON, and nothing else')
    .option('--quiet', 'print no greeting')
    .addHelpText('after', AFTER_DEV)
    .action(run);
}

const AFTER_DEV = `
What is typed goes before the configuration. It runs until Ctrl+C (SIGINT) or SIGTERM.

Exit codes: 0 it was ended, 1 it could not be started, 2 the command or the configuration was not understood.`;

const AFTER_MIGRATE = `
It looks for @segment/analytics-node, @segment/analytics-core, analytics-node and
@rudderstack/rudder-sdk-node in .js, .mjs, .cjs, .jsx, .ts, .mts, .cts and .tsx files and in package.json.
It leaves out node_modules, dist, build, coverage, folders that begin with a dot, and what git ignores.

Exit codes: 0 nothing is left to do, 1 something is left, 2 the command was not understood.`;
