import { Command, CommanderError } from 'commander';
import { VERSION } from '../message/version.js';
import type { CommandContext } from './command-context.js';
import { addCompletion } from './completion.js';
import { addDev } from './dev/dev-command.js';
import { addDoctor } from './doctor.js';
import { addHelp } from './help.js';
import { addImport } from './import.js';
import { addMigrate } from './migrate/migrate-command.js';
import { addPlan } from './plan.js';
import { addReplay } from './replay.js';
import { addSend } from './send.js';
import { addSpool } from './spool.js';
import { addTail } from './tail.js';
import { type Terminal, UsageError } from './terminal.js';
import { wrappedProse } from './wrapped.js';

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
  const exitWith = (code: number): void => {
    exitCode = code;
  };
  const program = makeProgram({ terminal, exitWith }, declarations);
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

/** `waybill` with all its commands, each of which loads what it needs when it is run. */
export function makeProgram(context: CommandContext, declarations: URL): Command {
  const { terminal } = context;
  const program = new Command('waybill')
    .description('Tools for Waybill, the SDK for customer data')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(wrappedProse(text, terminal.columns)),
      writeErr: terminal.complain,
      getOutHelpWidth: () => terminal.columns ?? HELP_WIDTH,
    })
    .addHelpText('after', AFTER);
  addSend(program, context);
  addImport(program, context);
  addReplay(program, context);
  addDev(program, context);
  addTail(program, context);
  addPlan(program, context);
  addSpool(program, context);
  addDoctor(program, context);
  addMigrate(program, context, declarations);
  addCompletion(program, context);
  addHelp(program);
  return program;
}

/** Of help that nobody watches. */
const HELP_WIDTH = 80;

const AFTER = `
Examples:
  waybill send track --user-id 42 --event 'Order Completed' --dry-run
  waybill dev --tail
  waybill doctor
  waybill help plan check

Exit codes: 0 it is done, 1 something is wrong or left to do, 2 the command or the configuration was not understood.`;
