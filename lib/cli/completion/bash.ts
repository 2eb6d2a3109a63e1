import type { CommandNode } from './command-tree.js';
import { choicesOf, optionsWith, placeOf, quoted, takesFiles, wordsOf } from './place.js';

/** A completion for bash 3.2 and newer. */
export function bashScript(nodes: readonly CommandNode[]): string {
  const places = nodes.map(placeOf).filter((place) => place !== '');
  return `# bash completion of waybill
_waybill() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  local at= words= options= files= values= choices= arguments= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at/\${COMP_WORDS[i]}" in
      ${places.join(' | ')}) at="$at/\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at" in
${nodes.map(branch).join('\n')}
  esac
  local IFS=$' \\t\\n'
  COMPREPLY=()
  if [[ -n $choices ]]; then COMPREPLY=($(compgen -W "$choices" -- "$cur")); return; fi
  case " $values " in *" $prev "*) return ;; esac
  case " $files " in *" $prev "*) arguments=files words= ;; *)
    if [[ $cur == -* ]]; then words=$options arguments=; fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  if [[ $arguments == files ]]; then
    compopt -o filenames 2>/dev/null
    IFS=$'\\n'
    COMPREPLY+=($(compgen -f -- "$cur"))
  fi
}
complete -F _waybill waybill
`;
}

function branch(node: CommandNode): string {
  const parts: readonly (readonly [string, string])[] = [
    ['words', wordsOf(node).join(' ')],
    ['options', node.options.map(({ long }) => long).join(' ')],
    ['files', optionsWith(node, 'file').join(' ')],
    ['values', optionsWith(node, 'text').join(' ')],
    ['arguments', takesFiles(node) ? 'files' : ''],
  ];
  const set = parts.flatMap(([name, text]) => (text === '' ? [] : [`${name}=${quoted(text)}`]));
  const chosen = choicesOf(node).map(
    ([name, words]) => `; [[ $prev == ${name} ]] && choices=${quoted(words.join(' '))}`,
  );
  return `    ${quoted(placeOf(node))}) ${set.join(' ')}${chosen.join('')} ;;`;
}
