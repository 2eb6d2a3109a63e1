import { type ParserPlugin, parse, parseExpression } from '@babel/parser';
import type {
  CallExpression,
  File,
  MemberExpression,
  Node,
  OptionalCallExpression,
  OptionalMemberExpression,
} from '@babel/types';

export type * as Tree from '@babel/types';

/** Why a text could not be read, in words. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  /** Where in the text the fault is. */
  readonly offset: number;

  constructor(why: string, offset = 0) {
    super(why);
    this.offset = offset;
  }
}

const COMMON: readonly ParserPlugin[] = ['explicitResourceManagement', 'decoratorAutoAccessors'];
const DIALECTS: Readonly<Record<string, readonly ParserPlugin[]>> = {
  ts: ['typescript'],
  mts: ['typescript'],
  cts: ['typescript'],
  tsx: ['typescript', 'jsx'],
  // Only files that say `@flow` are read as Flow.
  js: ['jsx', 'flow'],
  mjs: ['jsx', 'flow'],
  cjs: ['jsx', 'flow'],
  jsx: ['jsx', 'flow'],
};
/** The decorators of TypeScript and the ones of the standard: a parser reads either. */
const DECORATORS: readonly ParserPlugin[] = ['decorators-legacy', 'decorators'];
/** Properties of nodes that hold no nodes of the program. */
const SKIPPED = new Set(['loc', 'extra', 'errors', 'tokens', 'comments']);

/** The endings of the files that can be read. */
export const ENDINGS: readonly string[] = Object.keys(DIALECTS);

/** Reads a source file. @throws UnreadableError */
export function parseSource(path: string, text: string): File {
  const dialect = DIALECTS[path.slice(path.lastIndexOf('.') + 1)] ?? [];
  let first: unknown;
  for (const decorators of DECORATORS) {
    try {
      return parse(text, {
        sourceType: 'unambiguous',
        plugins: [...COMMON, ...dialect, decorators],
        // What other tools complain about, such as a name that is declared twice, does not matter here.
        errorRecovery: true,
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowNewTargetOutsideFunction: true,
        allowSuperOutsideMethod: true,
        allowUndeclaredExports: true,
      });
    } catch (error) {
      first ??= error;
    }
  }
  throw unreadable(first);
}

/** Reads JSON, whose values then have places. @throws UnreadableError */
export function parseJson(text: string): Node {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return parseExpression(text);
  } catch (error) {
    throw unreadable(error);
  }
}

/** The nodes inside of a node, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (SKIPPED.has(key) || key.endsWith('Comments')) continue;
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) found.push(item);
  }
  return found.sort((one, other) => startOf(one) - startOf(other));
}

/** Where a node begins, as an offset into its text. */
export function startOf(node: Node): number {
  return node.start ?? 0;
}

/** Where a node ends: the offset behind it. */
export function endOf(node: Node): number {
  return node.end ?? 0;
}

/** The content of a text that is written out, in quotes or backticks. */
export function literalText(node: Node | null | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** The name that a node is; of a member, which may be computed, `memberName` knows it. */
export function nameOf(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Identifier' || node?.type === 'JSXIdentifier') return node.name;
  if (node?.type === 'PrivateName') return `#${node.id.name}`;
  return literalText(node);
}

/** The name of the member that is read, unless it is known only as the program runs. */
export function memberName({
  computed,
  property,
}: MemberExpression | OptionalMemberExpression): string | undefined {
  return computed ? literalText(property) : nameOf(property);
}

/** Whether a member is read, by `.` or by `?.`. */
export function isMember(
  node: Node | null | undefined,
): node is MemberExpression | OptionalMemberExpression {
  return node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression';
}

/** Whether something is called, also where `?.` may skip it. */
export function isCall(
  node: Node | null | undefined,
): node is CallExpression | OptionalCallExpression {
  return node?.type === 'CallExpression' || node?.type === 'OptionalCallExpression';
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'start' in value &&
    typeof value.start === 'number'
  );
}

function unreadable(error: unknown): UnreadableError {
  // A SyntaxError says where; a RangeError is an expression nested too deep for the stack.
  if (error instanceof SyntaxError) {
    const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    return new UnreadableError(`${error.message}.`, offset);
  }
  if (error instanceof RangeError) return new UnreadableError('It is nested too deep.');
  throw error;
}
