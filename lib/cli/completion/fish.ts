import type { CommandNode, OptionNode } from './command-tree.js';
import { placeOf, takesFiles, wordsOf } from './place.js';

/** A completion for fish, which shows descriptions. */
export function fishScript(nodes: readonly CommandNode[]): string {
  const places = nodes.map(placeOf).filter((place) => place !== '');
  return `# fish completion of waybill
function __waybill_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at/$word"
      case ${places.join(' ')}
        set at "$at/$word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c waybill -e
complete -c waybill -f
${nodes.flatMap(linesOf).join('\n')}
`;
}

function linesOf(node: CommandNode): readonly string[] {
  const start = `complete -c waybill -n ${quoted(`__waybill_at ${quoted(placeOf(node))}`)}`;
  const { commands } = node;
  const choices = wordsOf(node).slice(commands.length);
  return [
    ...commands.map(
      ({ path, description }) => `${start} -a ${path.at(-1) ?? ''} -d ${quoted(description)}`,
    ),
    ...choices.map((choice) => `${start} -a ${quoted(choice)}`),
    ...(takesFiles(node) ? [`${start} -F`] : []),
    ...node.options.map((option) => `${start} ${optionPart(option)}`),
  ];
}

function optionPart({ long, short, description, value }: OptionNode): string {
  const names = [`-l ${long.slice(2)}`, ...(short === undefined ? [] : [`-s ${short.slice(1)}`])];
  const takes = value === undefined ? [] : [value.kind === 'file' ? '-r -F' : '-x'];
  const choices = value?.kind === 'choice' ? [`-a ${quoted(value.choices.join(' '))}`] : [];
  return [...names, ...takes, ...choices, `-d ${quoted(description)}`].join(' ');
}

/** A text as one word of fish, which escapes in another way. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
