import type { Command } from 'commander';
import { UsageError } from './terminal.js';

/** Adds `waybill help`, which knows commands of commands. */
export function addHelp(program: Command): void {
  program
    .command('help')
    .description('print the commands, or what a command takes')
    .argument('[command...]', 'the command, such as send track')
    .addHelpText('after', AFTER)
    .action((words: readonly string[]) => commandOf(program, words).outputHelp());
}

function commandOf(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const [index, word] of words.entries()) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) {
      const known = command.commands.map((one) => one.name()).join(', ');
      const where = ['waybill', ...words.slice(0, index)].join(' ');
      throw new UsageError(
        known === ''
          ? `${where} has no commands below it: found ${word}.`
          : `${where} has no command ${word}. It has ${known}.`,
      );
    }
    command = next;
  }
  return command;
}

const AFTER = `
Examples:
  waybill help
  waybill help plan check

Exit codes: 0 it was printed, 2 there is no such command.`;
