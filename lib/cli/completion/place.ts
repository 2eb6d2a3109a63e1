import type { CommandNode, OptionNode } from './command-tree.js';

/** How a script names a command: `/plan/check`; empty for the program itself. */
export function placeOf({ path }: CommandNode): string {
  return path.map((word) => `/${word}`).join('');
}

/** The names of options that take a file, or something else that can't be completed. */
export function optionsWith({ options }: CommandNode, kind: 'file' | 'text'): readonly string[] {
  return options.flatMap((option) => (option.value?.kind === kind ? namesOf(option) : []));
}

/** Options that take one of a few words, with these. */
export function choicesOf({
  options,
}: CommandNode): readonly (readonly [string, readonly string[]])[] {
  return options.flatMap(({ long, value }) =>
    value?.kind === 'choice' ? [[long, value.choices] as const] : [],
  );
}

export function namesOf({ long, short }: OptionNode): readonly string[] {
  return short === undefined ? [long] : [long, short];
}

/** What may stand where an argument does, in the place of a file: commands below it, and choices. */
export function wordsOf({ commands, arguments: given }: CommandNode): readonly string[] {
  const choices = given.flatMap(({ value }) => (value.kind === 'choice' ? value.choices : []));
  return [...commands.map(({ path }) => path.at(-1) ?? ''), ...choices];
}

export function takesFiles({ arguments: given }: CommandNode): boolean {
  return given.some(({ value }) => value.kind === 'file');
}

/** A text as one word of a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
