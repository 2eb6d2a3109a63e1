import { isMap, isNode, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml';

/**
 * The text of a plan with one more rule, and otherwise as it was: comments, quotes and empty lines stay. Undefined where the
 * rules of the text are in a form that nothing can be added to by itself.
 */
export function withRule(text: string, file: string, rule: object): string | undefined {
  const isWindows = text.includes('\r\n');
  const plain = isWindows ? text.replaceAll('\r\n', '\n') : text;
  const added = file.endsWith('.json') ? inJson(plain, rule) : inYaml(plain, rule);
  return isWindows ? added?.replaceAll('\n', '\r\n') : added;
}

/** JSON has no comments: it is written again, with its own indentation. */
function inJson(text: string, rule: object): string | undefined {
  const [mark = '', body = ''] = /^(\uFEFF?)([\s\S]*)$/.exec(text)?.slice(1) ?? [];
  const document = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const { rules } = document;
  if (!Array.isArray(rules)) return undefined;
  const [, indentation = ''] = /^\s*\{[ \t]*\n([ \t]+)/.exec(body) ?? [];
  const [end = ''] = /\s*$/.exec(body) ?? [];
  const next = { ...document, rules: [...(rules as unknown[]), rule] };
  return `${mark}${JSON.stringify(next, undefined, indentation)}${end}`;
}

function inYaml(text: string, rule: object): string | undefined {
  const { contents, errors } = parseDocument(text, { keepSourceTokens: true });
  if (errors.length > 0 || !isMap(contents)) return undefined;
  const rules = contents.get('rules', true);
  if (!isSeq(rules)) return undefined;
  return rules.flow === true ? inBrackets(text, rules, rule) : belowLast(text, rules, rule);
}

/** `rules: [ … ]` */
function inBrackets(text: string, rules: YAMLSeq, rule: object): string | undefined {
  const end = rules.range?.[1];
  if (end === undefined) return undefined;
  const separator = rules.items.length === 0 ? '' : ', ';
  return `${text.slice(0, end - 1)}${separator}${JSON.stringify(rule)}${text.slice(end - 1)}`;
}

/** Below the last rule, as far to the right as that, and behind an empty line if the file has those. */
function belowLast(text: string, { items, srcToken }: YAMLSeq, rule: object): string | undefined {
  const [lastStart, end] = rangeOf(items.at(-1)) ?? [];
  if (end === undefined || srcToken?.type !== 'block-seq') return undefined;
  const isSpaced = items.length > 1 && BEHIND_EMPTY_LINE.test(text.slice(0, lastStart));
  const isLineOver = text[end - 1] === '\n';
  const lineEnd = text.indexOf('\n', end);
  const at = isLineOver ? end : lineEnd === -1 ? text.length : lineEnd + 1;
  const start = at === 0 || text[at - 1] === '\n' ? '' : '\n';
  const indentation = ' '.repeat(srcToken.indent);
  // The line end alone: other white space may be part of a text.
  const lines = stringify([rule], { lineWidth: 0 }).replace(/\n$/, '').split('\n');
  const added = lines.map((line) => `${indentation}${line}\n`).join('');
  return `${text.slice(0, at)}${start}${isSpaced ? '\n' : ''}${added}${text.slice(at)}`;
}

/** An empty line, and perhaps comments, before the dash of an item. */
const BEHIND_EMPTY_LINE = /\n[ \t]*\n(?:[ \t]*#[^\n]*\n)*[ \t]*-[ \t]*$/;

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  return isNode(node) ? (node.range ?? undefined) : undefined;
}
