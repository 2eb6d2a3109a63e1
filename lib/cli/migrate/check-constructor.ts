import { checkOptions, type OptionsSite } from './check-options.js';
import { type ClientName, isClass } from './clients.js';
import { type Remark, remark } from './finding.js';
import { isFunction, type SourceTree } from './source-tree.js';
import { isMember, literalText, memberName, nameOf, startOf, type Tree } from './syntax.js';
import type { Values } from './values.js';

const HANDLERS = ['handler', 'lambdaHandler'];

/** The places where a file makes clients: with `new`, or with `super` in a class of its own. */
export function checkConstructors(
  tree: SourceTree,
  values: Values,
  canRewrite: (client: ClientName) => boolean,
): readonly Remark[] {
  return tree.nodes.flatMap((node) => {
    const made = madeBy(node, tree, values);
    return made === undefined ? [] : checkOne(made, tree, canRewrite(made.client));
  });
}

interface Made {
  readonly node: Tree.NewExpression | Tree.CallExpression;
  readonly client: ClientName;
}

function madeBy(node: Tree.Node, tree: SourceTree, values: Values): Made | undefined {
  if (node.type === 'NewExpression') {
    const value = values.of(node.callee);
    return value?.kind === 'class' ? { node, client: value.client } : undefined;
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'Super') return undefined;
  for (const owner of tree.ancestorsOf(node)) {
    if (owner.type !== 'ClassDeclaration' && owner.type !== 'ClassExpression') continue;
    const value = values.of(owner.superClass);
    return value?.kind === 'class' ? { node, client: value.client } : undefined;
  }
  return undefined;
}

function checkOne(made: Made, tree: SourceTree, canRewrite: boolean): readonly Remark[] {
  const { node, client } = made;
  const about = { client, offset: startOf(node), subject: nameOf(node.callee) ?? 'Analytics' };
  const [first, second] = node.arguments;
  const isOld = isClass(client) || isKey(first) || second !== undefined;
  const given = isOld ? second : first;
  const literal = objectOf(given, tree);
  const site: OptionsSite = {
    client,
    literal,
    // Elsewhere it may be used for other things as well.
    canRewrite: canRewrite && literal !== undefined && literal === given,
    isUnseen: given !== undefined && (literal === undefined || hasSpread(literal)),
    about,
  };
  return [
    ...checkOptions(site),
    ...(isInHandler(node, tree) ? [remark({ code: 'client-per-invocation', ...about })] : []),
  ];
}

function isKey(node: Tree.Node | undefined): boolean {
  return literalText(node) !== undefined || node?.type === 'TemplateLiteral';
}

/** The object literal that is passed, or that a constant of the file holds. */
function objectOf(
  node: Tree.Node | undefined,
  tree: SourceTree,
): Tree.ObjectExpression | undefined {
  if (node?.type === 'ObjectExpression') return node;
  if (node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression') {
    return objectOf(node.expression, tree);
  }
  if (node?.type !== 'Identifier') return undefined;
  const binding = tree.bindingOf(node.name, node);
  for (const declared of tree.nodes) {
    if (declared.type !== 'VariableDeclarator' || nameOf(declared.id) !== node.name) continue;
    const isSame = binding !== undefined && tree.bindingOf(node.name, declared.id) === binding;
    const { init } = declared;
    if (isSame && init?.type !== 'Identifier') return objectOf(init ?? undefined, tree);
  }
  return undefined;
}

function hasSpread({ properties }: Tree.ObjectExpression): boolean {
  return properties.some(
    (one) => one.type === 'SpreadElement' || ('computed' in one && one.computed),
  );
}

/** Whether the client is made anew by each call of an exported handler. */
function isInHandler(node: Tree.Node, tree: SourceTree): boolean {
  let within: Tree.Node | undefined;
  for (const at of tree.ancestorsOf(node)) {
    if (within !== undefined && HANDLERS.includes(holderName(at))) return true;
    if (isFunction(at)) {
      within = at;
      if (at.type === 'FunctionDeclaration' && HANDLERS.includes(nameOf(at.id) ?? '')) return true;
    }
  }
  return false;
}

function holderName(node: Tree.Node): string {
  if (node.type === 'VariableDeclarator') return nameOf(node.id) ?? '';
  if (node.type !== 'AssignmentExpression' || !isMember(node.left)) return '';
  return memberName(node.left) ?? '';
}
