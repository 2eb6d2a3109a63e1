import { CLIENTS, type ClientName, REPLACED, TYPE_PACKAGES } from './clients.js';
import type { Edit } from './edits.js';
import { type Remark, remark } from './finding.js';
import { type Looked, type Source, unreadable } from './migrate-source.js';
import { endOf, nameOf, parseJson, startOf, type Tree, UnreadableError } from './syntax.js';

const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

export interface ManifestTask extends Source {
  /** The range of versions of Waybill to depend on. */
  readonly range: string;
  /** The clients that sources still import after all edits: they stay. */
  readonly left: ReadonlySet<ClientName>;
}

/** Looks at a package.json: its dependencies on other clients become one on Waybill. */
export function migrateManifest(task: ManifestTask): Looked {
  try {
    const root = parseJson(task.text);
    const remarks = SECTIONS.flatMap((name) => {
      const section = sectionOf(root, name);
      return section?.type === 'ObjectExpression' ? lookAtSection(section, task) : [];
    });
    return { remarks, left: new Set() };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return unreadable(task.text, error);
  }
}

interface Entry {
  readonly node: Tree.ObjectProperty;
  readonly name: string;
}

function lookAtSection(section: Tree.ObjectExpression, task: ManifestTask): readonly Remark[] {
  const entries = section.properties.flatMap((node): readonly Entry[] =>
    node.type === 'ObjectProperty' ? [{ node, name: nameOf(node.key) ?? '' }] : [],
  );
  // The entry that is the one on Waybill: one that is there, or the first that becomes it.
  let own = entries.find(({ name }) => name === CLIENTS.waybill.package);
  return entries.flatMap((entry): readonly Remark[] => {
    const { name, node } = entry;
    const about = { client: REPLACED.get(name) ?? 'legacy', offset: startOf(node), subject: name };
    if (TYPE_PACKAGES.includes(name)) return [remark({ code: 'types-package', ...about })];
    if (!REPLACED.has(name)) return [];
    const isFirst = own === undefined;
    own ??= entry;
    if (task.left.has(about.client)) {
      const added = remark({ code: 'dependency-added', edits: [addition(entry, task)], ...about });
      return [...(isFirst ? [added] : []), remark({ code: 'dependency-kept', ...about })];
    }
    const edit = isFirst ? replacement(entry, task) : removal(entries, entry, own);
    return [remark({ code: 'dependency', edits: [edit], ...about })];
  });
}

function sectionOf(root: Tree.Node, name: string): Tree.Node | undefined {
  if (root.type !== 'ObjectExpression') return undefined;
  const found = root.properties.find(
    (one) => one.type === 'ObjectProperty' && nameOf(one.key) === name,
  );
  return found?.type === 'ObjectProperty' ? found.value : undefined;
}

function replacement({ node }: Entry, { range }: ManifestTask): Edit {
  const text = `"${CLIENTS.waybill.package}": "${range}"`;
  return { start: startOf(node), end: endOf(node), text };
}

/** A line of its own behind the entry, if that has one. */
function addition({ node }: Entry, { range, text }: ManifestTask): Edit {
  const [indent = ' '] = /(?:\r?\n)?[ \t]*$/.exec(text.slice(0, startOf(node))) ?? [];
  const end = endOf(node);
  return { start: end, end, text: `,${indent}"${CLIENTS.waybill.package}": "${range}"` };
}

/** The entry, with the comma between it and the entry that stays. */
function removal(entries: readonly Entry[], entry: Entry, stays: Entry): Edit {
  const index = entries.indexOf(entry);
  const [start, end] = [startOf(entry.node), endOf(entry.node)];
  const next = entries[index + 1];
  if (entries.indexOf(stays) > index && next !== undefined) {
    return { start, end: startOf(next.node), text: '' };
  }
  const before = entries[index - 1];
  return { start: before === undefined ? start : endOf(before.node), end, text: '' };
}
