import { type ClientName, RENAMED_EXPORTS } from './clients.js';
import { type Remark, remark } from './finding.js';
import type { ImportSite } from './import-sites.js';
import type { SourceTree } from './source-tree.js';
import { endOf, isMember, nameOf, parseSource, startOf, type Tree } from './syntax.js';
import type { Values } from './values.js';

/** The names that Waybill exports, types among them, from the text of its entry point or of its declarations. */
export function exportedNames(declarations: string): ReadonlySet<string> {
  const { body } = parseSource('index.d.ts', declarations).program;
  return new Set(
    body.flatMap((statement) =>
      statement.type === 'ExportNamedDeclaration'
        ? statement.specifiers.map((specifier) => nameOf(specifier.exported) ?? '')
        : [],
    ),
  );
}

/** Names that a file takes from a client by import, and that Waybill has under another name or not at all. */
export function checkImportedNames(
  { client, node }: ImportSite,
  tree: SourceTree,
  offers: ReadonlySet<string>,
): readonly Remark[] {
  return namesOf(node, tree).flatMap((taken) => judge(taken, client, offers));
}

/** Names that are read from a client's namespace. */
export function checkNamespaces(
  tree: SourceTree,
  values: Values,
  offers: ReadonlySet<string>,
): readonly Remark[] {
  return tree.nodes.flatMap((node) => {
    if (!isMember(node) || node.computed) return [];
    const value = values.of(node.object);
    if (value?.kind !== 'module') return [];
    return judge({ key: node.property, joint: undefined }, value.client, offers);
  });
}

interface Taken {
  readonly key: Tree.Node;
  /** What stands between the new name and the old one, where only one is written. */
  readonly joint: ' as ' | ': ' | undefined;
}

function judge(
  { key, joint }: Taken,
  client: ClientName,
  offers: ReadonlySet<string>,
): readonly Remark[] {
  const name = nameOf(key) ?? '';
  if (offers.has(name)) return [];
  const to = RENAMED_EXPORTS[name];
  const about = { client, offset: startOf(key), subject: name };
  if (to === undefined || !offers.has(to)) return [remark({ code: 'unknown-export', ...about })];
  const text = joint === undefined ? to : `${to}${joint}${name}`;
  const edits = [{ start: startOf(key), end: endOf(key), text }];
  return [remark({ code: 'renamed-export', todo: `Use ${to}.`, edits, ...about })];
}

function namesOf(node: Tree.Node, tree: SourceTree): readonly Taken[] {
  if (node.type === 'ImportDeclaration') {
    return node.specifiers.flatMap((one) =>
      one.type === 'ImportSpecifier' ? [taken(one.imported, one.local, ' as ')] : [],
    );
  }
  if (node.type === 'ExportNamedDeclaration') {
    return node.specifiers.flatMap((one) =>
      one.type === 'ExportSpecifier' ? [taken(one.local, one.exported, ' as ')] : [],
    );
  }
  if (node.type === 'TSImportType') {
    return node.qualifier?.type === 'Identifier' ? [{ key: node.qualifier, joint: undefined }] : [];
  }
  const parent = tree.parentOf(node);
  const holder = parent?.type === 'AwaitExpression' ? tree.parentOf(parent) : parent;
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'ObjectPattern') return [];
  return holder.id.properties.flatMap((one) =>
    one.type === 'ObjectProperty' && !one.computed ? [taken(one.key, one.value, ': ')] : [],
  );
}

/** A name that is taken, and whether it is kept under the same one without saying it twice. */
function taken(key: Tree.Node, kept: Tree.Node, joint: ' as ' | ': '): Taken {
  return { key, joint: startOf(kept) === startOf(key) ? joint : undefined };
}
