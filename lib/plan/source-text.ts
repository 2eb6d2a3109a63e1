import { CORE_SCHEMA, dump, load, type State, YAMLException } from 'js-yaml';
import { fileError, type PlanError } from './plan-error.js';
import type { Path } from './plan-path.js';

/** Reads JSON or YAML. @throws PlanError with the line where the text is neither */
export function parseSource(text: string, file: string): unknown {
  // The engine's own reader takes a hundredth of the time.
  if (file.endsWith('.json')) return parseJson(text, file);
  try {
    // The types of JSON alone: in others a plain 2026-01-31 is a date, and a plain no is false.
    return load(text, { schema: CORE_SCHEMA });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    throw fileError(file, `The file is no YAML: ${cause.reason}.`, {
      line: lineOf(cause),
      cause,
    });
  }
}

/** Some errors are about the whole of a text, and have no mark, whatever their type says. */
function lineOf({ mark }: { readonly mark?: { readonly line: number } }): number | undefined {
  return mark === undefined ? undefined : mark.line + 1;
}

/** The text of a plan for a file: JSON, if its name says so, and YAML otherwise. */
export function sourceText(document: object, file: string): string {
  if (file.endsWith('.json')) return `${JSON.stringify(document, undefined, 2)}\n`;
  // Other readers of YAML take a plain 2026-01-31 for a date: written by the larger schema, it is in quotes.
  return dump(document, { lineWidth: 120, noRefs: true });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (cause) {
    throw jsonError(text, file, cause);
  }
}

function jsonError(text: string, file: string, cause: unknown): PlanError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const position = / at position (\d+)/.exec(message)?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  const line = before.split('\n').length;
  return fileError(file, `The file is no JSON: ${message}.`, { line, cause });
}

/** A part of a text: a value, and where it begins. */
interface Node {
  readonly line: number;
  result: unknown;
  readonly children: Node[];
}

/** Gives the lines of parts of a text that can be read, from 1: of a part itself, or of what of it is there. */
export function linesOf(text: string): (path: Path) => number {
  let tree: { readonly root: Node | undefined } | undefined;
  return (path) => {
    // Read a second time where a line is asked for, since most plans are sound.
    tree ??= { root: treeOf(text) };
    return lineIn(tree.root, path);
  };
}

function lineIn(root: Node | undefined, path: Path): number {
  let node = root;
  let line = node?.line ?? 0;
  for (const key of path) {
    if (node === undefined) break;
    const next: Place | undefined = Array.isArray(node.result)
      ? elementOf(node, key)
      : memberOf(node, key);
    line = next?.line ?? line;
    node = next?.node;
  }
  return line + 1;
}

interface Place {
  readonly line: number;
  readonly node: Node | undefined;
}

function elementOf(node: Node, key: string | number): Place | undefined {
  const child = node.children[Number(key)];
  return child === undefined ? undefined : { line: child.line, node: child };
}

/** The children of a mapping are its keys and its values by turns. */
function memberOf({ children }: Node, key: string | number): Place | undefined {
  const index = children.findIndex(({ result }, at) => at % 2 === 0 && result === String(key));
  const name = children[index];
  return name === undefined ? undefined : { line: name.line, node: children[index + 1] };
}

/** JSON is read as YAML here, which it is, but for a few things that make no difference to lines. */
function treeOf(text: string): Node | undefined {
  const open: Node[] = [];
  let root: Node | undefined;
  const listener = (event: 'open' | 'close', state: State): void => {
    if (event === 'open') {
      open.push({ line: lineAt(state), result: undefined, children: [] });
      return;
    }
    const node = open.pop();
    if (node === undefined) return;
    node.result = state.result;
    // A value that was first taken for another kind is told twice, one in the other.
    const [only] = node.children;
    const isTwice = only !== undefined && isObject(node.result) && only.result === node.result;
    open.at(-1)?.children.push(isTwice ? only : node);
    root = isTwice ? only : node;
  };
  try {
    load(text, { schema: CORE_SCHEMA, listener });
  } catch {
    // A text that YAML reads otherwise than JSON: what was read so far has lines.
  }
  return root ?? open[0];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** A value may begin on the line after its key: the reader stands before the space between them. */
function lineAt({ input, position, line }: State): number {
  let at = position;
  let found = line;
  for (; at < input.length; at += 1) {
    const character = input[at];
    if (character === '\n') found += 1;
    else if (character !== ' ' && character !== '\t' && character !== '\r') break;
  }
  return found;
}
