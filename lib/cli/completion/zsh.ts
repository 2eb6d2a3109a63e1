import type { CommandNode } from './command-tree.js';
import { choicesOf, namesOf, optionsWith, placeOf, quoted, takesFiles, wordsOf } from './place.js';

/** A completion for zsh, which shows descriptions. */
export function zshScript(nodes: readonly CommandNode[]): string {
  const places = nodes.map(placeOf).filter((place) => place !== '');
  return `#compdef waybill
# zsh completion of waybill
_waybill() {
  local at= prev=$words[CURRENT-1] cur=$words[CURRENT] takes_files=
  local -a entries options files values choices
  integer i
  for ((i = 2; i < CURRENT; i++)); do
    case "$at/$words[i]" in
      (${places.join('|')}) at="$at/$words[i]" ;;
    esac
  done
  case "$at" in
${nodes.map(branch).join('\n')}
  esac
  if ((\${#choices})); then compadd -a choices; return; fi
  if ((\${values[(Ie)$prev]})); then return 1; fi
  if ((\${files[(Ie)$prev]})); then _files; return; fi
  if [[ $cur == -* ]]; then _describe -o option options; return; fi
  if ((\${#entries})); then _describe command entries; fi
  if [[ -n $takes_files ]]; then _files; fi
}
if [[ $funcstack[1] == _waybill ]]; then _waybill "$@"; else compdef _waybill waybill; fi
`;
}

function branch(node: CommandNode): string {
  const { commands, options } = node;
  const described = commands.map(({ path, description }) => [path.at(-1) ?? '', description]);
  const choices = wordsOf(node).slice(commands.length);
  const entries = [
    ...described.map(([name = '', text = '']) => entry(name, text)),
    ...choices.map(quoted),
  ];
  const lines = [
    `entries=(${entries.join(' ')})`,
    `options=(${options.flatMap((option) => namesOf(option).map((name) => entry(name, option.description))).join(' ')})`,
    `files=(${optionsWith(node, 'file').join(' ')})`,
    `values=(${optionsWith(node, 'text').join(' ')})`,
    ...(takesFiles(node) ? ['takes_files=1'] : []),
    ...choicesOf(node).map(
      ([name, words]) => `[[ $prev == ${name} ]] && choices=(${words.join(' ')})`,
    ),
  ];
  return `    (${quoted(placeOf(node))})\n${lines.map((line) => `      ${line}`).join('\n')} ;;`;
}

/** A name and its description: a colon stands between them. */
function entry(name: string, description: string): string {
  return quoted(`${name}:${description.replaceAll(':', '\\:')}`);
}
