import type { Command } from 'commander';
import { bashScript } from './bash.js';
import { allCommands, type CommandNode, commandTree } from './command-tree.js';
import { fishScript } from './fish.js';
import { zshScript } from './zsh.js';

export type Shell = 'bash' | 'zsh' | 'fish';

const WRITERS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** What a shell needs to complete a program: all of it stands in the text, so that no key press starts Node.js. */
export function completionScript(program: Command, shell: Shell): string {
  const tree = commandTree(program);
  return WRITERS[shell](allCommands(tree).map((node) => withHelp(node, tree)));
}

/** `help` takes the commands. */
function withHelp(node: CommandNode, { commands }: CommandNode): CommandNode {
  if (node.path.join(' ') !== 'help') return node;
  const choices = commands.map(({ path }) => path.join(' '));
  return { ...node, arguments: [{ name: '[command...]', value: { kind: 'choice', choices } }] };
}
