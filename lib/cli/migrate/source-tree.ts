import { childrenOf, endOf, literalText, parseSource, startOf, type Tree } from './syntax.js';

/** One name that a file declares, in one scope. */
export interface Binding {
  readonly name: string;
  readonly scope: Tree.Node;
}

const FUNCTIONS = new Set<string>([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
  'TSDeclareFunction',
  'TSDeclareMethod',
]);
const BLOCKS = new Set<string>([
  'Program',
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'CatchClause',
  'SwitchStatement',
  'StaticBlock',
  'TSModuleBlock',
  'ClassDeclaration',
  'ClassExpression',
]);
/** Where `var` stops climbing, besides functions. */
const VAR_ENDS = new Set<string>(['Program', 'StaticBlock', 'TSModuleBlock']);

/** A source file that was read: its nodes in the order of the text, their parents, and what names mean in it. */
export class SourceTree {
  readonly text: string;
  readonly nodes: readonly Tree.Node[];
  readonly #parents = new Map<Tree.Node, Tree.Node>();
  readonly #scopes = new Map<Tree.Node, Map<string, Binding>>();

  /** @throws UnreadableError */
  constructor(path: string, text: string) {
    this.text = text;
    this.nodes = this.#collect(parseSource(path, text).program);
    for (const node of this.nodes) this.#declare(node);
  }

  parentOf(node: Tree.Node): Tree.Node | undefined {
    return this.#parents.get(node);
  }

  /** The nodes around a node, the nearest first. */
  *ancestorsOf(node: Tree.Node): Generator<Tree.Node> {
    for (let at = this.parentOf(node); at !== undefined; at = this.parentOf(at)) yield at;
  }

  /** What a name means where the node stands; nothing, for a global. */
  bindingOf(name: string, node: Tree.Node): Binding | undefined {
    for (const scope of this.ancestorsOf(node)) {
      const binding = this.#scopes.get(scope)?.get(name);
      if (binding !== undefined) return binding;
    }
    return undefined;
  }

  /** The nodes inside of a node, itself included. */
  within(node: Tree.Node): readonly Tree.Node[] {
    const first = this.nodes.indexOf(node);
    const rest = this.nodes.slice(first);
    const end = rest.findIndex((one) => startOf(one) >= endOf(node));
    return end < 0 ? rest : rest.slice(0, end);
  }

  #collect(program: Tree.Node): readonly Tree.Node[] {
    const found: Tree.Node[] = [];
    const waiting: Tree.Node[] = [program];
    // A stack of its own: long chains of operators are nested deeper than that of the machine.
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      found.push(node);
      const children = childrenOf(node);
      for (const child of children) this.#parents.set(child, node);
      waiting.push(...[...children].reverse());
    }
    return found;
  }

  #declare(node: Tree.Node): void {
    if ('params' in node && Array.isArray(node.params) && isFunction(node)) {
      for (const param of node.params) this.#bind(param, node);
    }
    switch (node.type) {
      case 'VariableDeclaration':
        for (const { id } of node.declarations) this.#bind(id, this.#scopeOf(node, node.kind));
        break;
      case 'FunctionExpression':
      case 'ClassExpression':
        if (node.id) this.#bind(node.id, node);
        break;
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
      case 'ClassDeclaration':
      case 'TSEnumDeclaration':
      case 'TSModuleDeclaration':
      case 'TSImportEqualsDeclaration':
        if (node.id && literalText(node.id) === undefined) this.#bind(node.id, this.#scopeOf(node));
        break;
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier':
      case 'ImportSpecifier':
        this.#bind(node.local, this.#scopeOf(node));
        break;
      case 'CatchClause':
        if (node.param) this.#bind(node.param, node);
        break;
      default:
        break;
    }
  }

  #scopeOf(node: Tree.Node, kind = 'let'): Tree.Node {
    let last = node;
    for (const scope of this.ancestorsOf(node)) {
      last = scope;
      const isEnd = kind === 'var' ? VAR_ENDS.has(scope.type) : BLOCKS.has(scope.type);
      if (isEnd || isFunction(scope)) return scope;
    }
    return last;
  }

  #bind(pattern: Tree.Node, scope: Tree.Node): void {
    for (const name of namesIn(pattern)) {
      const names = this.#scopes.get(scope) ?? new Map<string, Binding>();
      if (!names.has(name)) names.set(name, { name, scope });
      this.#scopes.set(scope, names);
    }
  }
}

export function isFunction(node: Tree.Node): boolean {
  return FUNCTIONS.has(node.type);
}

/** The names that a pattern declares. */
function namesIn(pattern: Tree.Node | null): readonly string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => namesIn(element));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'TSParameterProperty':
      return namesIn(pattern.parameter);
    default:
      return [];
  }
}
