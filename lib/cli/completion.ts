import { Argument, type Command } from 'commander';
import type { CommandContext } from './command-context.js';
import type { Shell } from './completion/completion-script.js';

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** Adds `waybill completion`. */
export function addCompletion(program: Command, { terminal }: CommandContext): void {
  program
    .command('completion')
    .description('print what lets a shell complete commands, options and files')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', AFTER)
    .action(async (shell: Shell) => {
      const { completionScript } = await import('./completion/completion-script.js');
      terminal.write(completionScript(program, shell));
    });
}

const AFTER = `
Examples:
  echo 'source <(waybill completion bash)' >> ~/.bashrc
  waybill completion zsh > "\${fpath[1]}/_waybill"
  waybill completion fish > ~/.config/fish/completions/waybill.fish

It has the commands of this version: print it again after an update.

Exit codes: 0 it was printed, 2 the command was not understood.`;
