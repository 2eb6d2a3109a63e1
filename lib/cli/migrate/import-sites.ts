import { type ClientName, clientOf } from './clients.js';
import type { SourceTree } from './source-tree.js';
import { isMember, literalText, memberName, nameOf, type Tree } from './syntax.js';

/** A place where a file names a module that is a client. */
export interface ImportSite {
  readonly form: 'import' | 'export' | 'import-equals' | 'type' | 'require' | 'dynamic' | 'mock';
  readonly node: Tree.Node;
  /** The module specifier, with its quotes. */
  readonly literal: Tree.Node;
  readonly client: ClientName;
  /** The specifier names a file inside of the package. */
  readonly isDeep: boolean;
  readonly specifier: string;
}

/** Methods of jest, vitest and node:test that take a module specifier first. */
const MOCKERS = new Set(['jest', 'vi', 'vitest', 'mock']);
const MOCKING = new Set([
  'mock',
  'doMock',
  'unmock',
  'dontMock',
  'doUnmock',
  'setMock',
  'unstable_mockModule',
  'unstable_unmockModule',
  'createMockFromModule',
  'genMockFromModule',
  'module',
  'importMock',
]);
const LOADING = new Set(['requireActual', 'requireMock']);

/** Every import of a client in a file, in the order of the text. */
export function importSites(tree: SourceTree): readonly ImportSite[] {
  return tree.nodes.flatMap((node) => {
    const named = specifierOf(node, tree);
    const specifier = literalText(named?.literal);
    const found = clientOf(specifier);
    if (named === undefined || specifier === undefined || found === undefined) return [];
    return [{ ...named, ...found, node, specifier }];
  });
}

type Named = Pick<ImportSite, 'form' | 'literal'>;

function specifierOf(node: Tree.Node, tree: SourceTree): Named | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { form: 'import', literal: node.source };
    case 'ExportAllDeclaration':
      return { form: 'export', literal: node.source };
    case 'ExportNamedDeclaration':
      return node.source ? { form: 'export', literal: node.source } : undefined;
    case 'TSExternalModuleReference':
      return { form: 'import-equals', literal: node.expression };
    case 'TSImportType':
      return { form: 'type', literal: node.argument };
    case 'CallExpression':
    case 'OptionalCallExpression':
      return specifierOfCall(node, tree);
    default:
      return undefined;
  }
}

function specifierOfCall(
  { callee, arguments: [literal] }: Tree.CallExpression | Tree.OptionalCallExpression,
  tree: SourceTree,
): Named | undefined {
  if (literal === undefined) return undefined;
  if (callee.type === 'Import') return { form: 'dynamic', literal };
  if (callee.type === 'Identifier') {
    const isOwn = callee.name !== 'require' || isLocalRequire(callee, tree);
    return isOwn ? undefined : { form: 'require', literal };
  }
  if (!isMember(callee)) return undefined;
  const method = memberName(callee) ?? '';
  const owner = nameOf(callee.object) ?? '';
  if (owner === 'require' && method === 'resolve') return { form: 'dynamic', literal };
  if (callee.object.type === 'MetaProperty' && method === 'resolve')
    return { form: 'dynamic', literal };
  if (!MOCKERS.has(owner)) return undefined;
  if (LOADING.has(method)) return { form: 'require', literal };
  if (method === 'importActual') return { form: 'dynamic', literal };
  return MOCKING.has(method) ? { form: 'mock', literal } : undefined;
}

/** A `require` that the file declares, unless it is made by `createRequire`. */
function isLocalRequire(callee: Tree.Identifier, tree: SourceTree): boolean {
  const binding = tree.bindingOf('require', callee);
  return binding !== undefined && !tree.text.includes('createRequire');
}
