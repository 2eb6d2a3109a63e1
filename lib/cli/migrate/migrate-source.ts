import { checkConstructors } from './check-constructor.js';
import { checkImportedNames, checkNamespaces } from './check-exports.js';
import { checkUses } from './check-uses.js';
import { type ClientName, mentionsClient, REPLACED } from './clients.js';
import { type Remark, remark } from './finding.js';
import { importSites } from './import-sites.js';
import { moveImport } from './rewrite-import.js';
import { SourceTree } from './source-tree.js';
import { literalText, startOf, type Tree, UnreadableError } from './syntax.js';
import { Values } from './values.js';

/** A text that is looked at. */
export interface Source {
  /** Its ending says how it is read. */
  readonly path: string;
  readonly text: string;
}

/** What was found in one text. */
export interface Looked {
  /** In the order of the text. */
  readonly remarks: readonly Remark[];
  /** The clients that would still be imported after all edits. */
  readonly left: ReadonlySet<ClientName>;
}

/** Looks at one source file. `offers` are the names that Waybill exports. */
export function migrateSource(source: Source, offers: ReadonlySet<string>): Looked {
  if (!mentionsClient(source.text)) return { remarks: [], left: new Set() };
  try {
    return look(new SourceTree(source.path, source.text), offers);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return unreadable(source.text, error);
  }
}

/** A file that can't be read, for whatever reason: all clients that it names are left. */
export function unreadable(text: string, { message, offset }: UnreadableError): Looked {
  const named = [...REPLACED].filter(([name]) => text.includes(name)).map(([, client]) => client);
  const client = named[0] ?? 'waybill';
  return {
    remarks: [remark({ code: 'unreadable', client, offset, subject: message })],
    left: new Set(named),
  };
}

function look(tree: SourceTree, offers: ReadonlySet<string>): Looked {
  const values = new Values(tree);
  const sites = importSites(tree);
  const old = sites.filter(({ client }) => client !== 'waybill');
  const moved = old.map((site) => ({ site, ...moveImport(site, tree) }));
  const left = new Set(moved.filter(({ isMoved }) => !isMoved).map(({ site }) => site.client));
  const canRewrite = (client: ClientName): boolean => client !== 'waybill' && !left.has(client);
  // Names are compared for what moves, and for what has moved.
  const named = sites.filter(({ client, isDeep }) => !isDeep && !left.has(client));
  const remarks = [
    ...moved.flatMap((one) => one.remarks),
    ...named.flatMap((site) => checkImportedNames(site, tree, offers)),
    ...checkNamespaces(tree, values, offers),
    ...checkConstructors(tree, values, canRewrite),
    ...checkUses(tree, values),
    ...namesInTexts(tree, new Set(sites.map(({ literal }) => literal))),
  ];
  return { remarks: remarks.sort((one, other) => one.offset - other.offset), left };
}

function namesInTexts(tree: SourceTree, imported: ReadonlySet<Tree.Node>): readonly Remark[] {
  return tree.nodes.flatMap((node) => {
    const subject = (imported.has(node) ? undefined : literalText(node)) ?? '';
    const client = REPLACED.get(subject);
    if (client === undefined) return [];
    return [remark({ code: 'package-name', client, offset: startOf(node), subject })];
  });
}
