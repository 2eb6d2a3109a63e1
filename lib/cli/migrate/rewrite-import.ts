import { isClass } from './clients.js';
import type { GeneralCode } from './constructs.js';
import type { Edit } from './edits.js';
import { type Remark, remark } from './finding.js';
import type { ImportSite } from './import-sites.js';
import type { SourceTree } from './source-tree.js';
import { endOf, isMember, memberName, nameOf, startOf, type Tree } from './syntax.js';

/** What is to be said about one import, and whether it moves to Waybill. */
export interface Moved {
  readonly remarks: readonly Remark[];
  readonly isMoved: boolean;
}

/** Moves an import of another client to Waybill, where that is safe. */
export function moveImport(site: ImportSite, tree: SourceTree): Moved {
  const { client, specifier } = site;
  const offset = startOf(site.literal);
  const say: Say = (code, edits = []) =>
    remark({ code, client, offset, subject: specifier, edits });
  if (site.isDeep) return { remarks: [say('deep-import')], isMoved: false };

  const module = moduleEdit(site);
  if (site.form === 'mock') return { remarks: mockRemarks(site, say, module), isMoved: true };
  if (!isClass(client)) {
    return { remarks: [say('import', [module])], isMoved: true };
  }
  const form = formEdits(site, tree);
  if (form === undefined) return { remarks: [say('import-form')], isMoved: false };
  return { remarks: [say('import-of-class', [...form, module])], isMoved: true };
}

type Say = (code: GeneralCode, edits?: readonly Edit[]) => Remark;

function mockRemarks(site: ImportSite, say: Say, module: Edit): readonly Remark[] {
  const hasFactory = 'arguments' in site.node && site.node.arguments.length > 1;
  const mock = say('mock', [module]);
  return hasFactory && isClass(site.client) ? [mock, say('mock-shape')] : [mock];
}

/** Inside of the quotes, which stay. */
function moduleEdit({ literal }: ImportSite): Edit {
  return { start: startOf(literal) + 1, end: endOf(literal) - 1, text: 'waybill' };
}

/** From a package that is a class to one that exports it; nothing, where the form has no equal. */
function formEdits({ form, node }: ImportSite, tree: SourceTree): readonly Edit[] | undefined {
  switch (form) {
    case 'import':
      return node.type === 'ImportDeclaration' ? importEdits(node, tree) : undefined;
    case 'export':
      return node.type === 'ExportNamedDeclaration' ? exportEdits(node) : undefined;
    case 'require':
      return requireEdits(node, tree);
    // The module has a default export under both names.
    case 'dynamic':
      return [];
    case 'type':
      return node.type === 'TSImportType' ? typeEdits(node, tree) : undefined;
    case 'import-equals':
    case 'mock':
      return undefined;
  }
}

function importEdits(
  { specifiers, source }: Tree.ImportDeclaration,
  tree: SourceTree,
): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const specifier of specifiers) {
    const { local } = specifier;
    if (specifier.type === 'ImportSpecifier') {
      if (nameOf(specifier.imported) !== 'default') return undefined;
      edits.push({ ...spanOf(specifier), text: withAlias(local.name, ' as ') });
    } else {
      const isSpace = specifier.type === 'ImportNamespaceSpecifier';
      // Braces behind it may also be empty.
      const hasMore = tree.text.slice(endOf(specifier), startOf(source)).includes('{');
      if (hasMore || specifiers.length > 1 || (isSpace && hasMembers(local, tree)))
        return undefined;
      edits.push({ ...spanOf(specifier), text: `{ ${withAlias(local.name, ' as ')} }` });
    }
  }
  return edits;
}

/** Whether a namespace is used as one, and not as the class. */
function hasMembers(local: Tree.Identifier, tree: SourceTree): boolean {
  const binding = tree.bindingOf(local.name, local);
  return tree.nodes.some((node) => {
    const left = node.type === 'TSQualifiedName' ? node.left : undefined;
    const object = isMember(node) ? node.object : left;
    if (object?.type !== 'Identifier' || object.name !== local.name) return false;
    return tree.bindingOf(object.name, object) === binding;
  });
}

function exportEdits({ specifiers }: Tree.ExportNamedDeclaration): readonly Edit[] | undefined {
  const isDefault = (specifier: (typeof specifiers)[number]): boolean =>
    specifier.type === 'ExportSpecifier' && nameOf(specifier.local) === 'default';
  return specifiers.every(isDefault) ? [] : undefined;
}

function requireEdits(node: Tree.Node, tree: SourceTree): readonly Edit[] {
  const parent = tree.parentOf(node);
  if (parent?.type === 'VariableDeclarator' && parent.init === node) {
    const { id } = parent;
    if (id.type === 'Identifier' && !id.typeAnnotation) {
      return [{ ...spanOf(id), text: `{ ${withAlias(id.name, ': ')} }` }];
    }
    // What is taken out of it by name has the same name in Waybill, or is found as an unknown export.
    if (id.type === 'ObjectPattern') return [];
  }
  const member = isMember(parent) && parent.object === node ? memberName(parent) : undefined;
  if (member === 'default' || member === 'Analytics') return [];
  if (parent?.type === 'ExpressionStatement') return [];
  return [{ start: endOf(node), end: endOf(node), text: '.Analytics' }];
}

function typeEdits(node: Tree.TSImportType, tree: SourceTree): readonly Edit[] | undefined {
  if (node.qualifier || tree.parentOf(node)?.type === 'TSTypeQuery') return undefined;
  // Behind the bracket that closes the import.
  const end = tree.text.indexOf(')', endOf(node.argument)) + 1;
  return [{ start: end, end, text: '.Analytics' }];
}

function withAlias(local: string, as: string): string {
  return local === 'Analytics' ? 'Analytics' : `Analytics${as}${local}`;
}

function spanOf(node: Tree.Node): { readonly start: number; readonly end: number } {
  return { start: startOf(node), end: endOf(node) };
}
