import type { Argument, Command, Option } from 'commander';

/** A command, and what may stand behind it. */
export interface CommandNode {
  /** The words that lead to it behind `waybill`: none for itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly commands: readonly CommandNode[];
  readonly options: readonly OptionNode[];
  readonly arguments: readonly ArgumentNode[];
}

export interface OptionNode {
  /** `--plan`. */
  readonly long: string;
  readonly short: string | undefined;
  readonly description: string;
  /** What it takes; undefined, where it takes nothing. */
  readonly value: ValueKind | undefined;
}

export interface ArgumentNode {
  /** As help shows it: `<plan>`, `[folder]`, `<input...>`. */
  readonly name: string;
  readonly value: ValueKind;
}

export type ValueKind =
  | { readonly kind: 'file' }
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] };

/** What is called so is a file or a folder. */
const FILE_NAMES: ReadonlySet<string> = new Set([
  ...['file', 'files', 'folder', 'plan', 'old', 'new', 'input'],
]);

/** Reads a command and those below it. */
export function commandTree(command: Command, path: readonly string[] = []): CommandNode {
  const help = command.createHelp();
  return {
    path,
    description: command.description(),
    commands: help
      .visibleCommands(command)
      .map((child) => commandTree(child, [...path, child.name()])),
    options: help.visibleOptions(command).flatMap(optionNode),
    arguments: command.registeredArguments.map(argumentNode),
  };
}

/** A command and all below it. */
export function allCommands(node: CommandNode): readonly CommandNode[] {
  return [node, ...node.commands.flatMap(allCommands)];
}

function optionNode(option: Option): readonly OptionNode[] {
  const { long, short, description, flags, argChoices } = option;
  if (typeof long !== 'string') return [];
  const [, name] = /[<[]([\w-]+)/.exec(flags) ?? [];
  const value = name === undefined ? undefined : valueKind(name, argChoices);
  return [{ long, short, description, value }];
}

function argumentNode(argument: Argument): ArgumentNode {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return {
    name: argument.required ? `<${name}>` : `[${name}]`,
    value: valueKind(argument.name(), argument.argChoices),
  };
}

function valueKind(name: string, choices: readonly string[] | undefined): ValueKind {
  if (choices !== undefined) return { kind: 'choice', choices };
  return { kind: FILE_NAMES.has(name) ? 'file' : 'text' };
}
