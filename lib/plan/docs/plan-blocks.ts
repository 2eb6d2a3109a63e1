import { groupBy } from 'remeda';
import type { PlanDocument, PlanRule, RuleType } from '../document.js';
import { Anchors } from './anchors.js';
import { type Block, code, type Line, paragraphs, text } from './blocks.js';
import { type Item, itemBlocks } from './item-blocks.js';
import { sourceBlocks } from './source-blocks.js';
import { transformationBlocks } from './transformation-blocks.js';

/** A part of the document, with what is in its list of contents. */
export interface Section {
  readonly title: string;
  readonly anchor: string;
  readonly entries: readonly { readonly title: string; readonly anchor: string }[];
  readonly blocks: readonly Block[];
}

/** A plan as a document. */
export interface PlanPage {
  readonly title: string;
  readonly opening: readonly Block[];
  readonly sections: readonly Section[];
}

const SECTIONS: readonly (readonly [RuleType, string])[] = [
  ['TRACK', 'Events'],
  ['IDENTIFY', 'Users (identify)'],
  ['GROUP', 'Accounts (group)'],
  ['PAGE', 'Pages'],
  ['SCREEN', 'Screens'],
  ['COMMON', 'Every message'],
];

const COUNTED = [
  ['TRACK', 'event'],
  ['PAGE', 'page'],
  ['SCREEN', 'screen'],
] as const;

/** A plan as a document that a team shares. Its order is that of types and names, whatever the order in the plan is. */
export function planPage(plan: PlanDocument, nowMs: number): PlanPage {
  const anchors = new Anchors();
  const rules = SECTIONS.flatMap(([type, title]) => {
    const items = itemsOf(plan.rules.filter((rule) => rule.type === type));
    return items.length === 0 ? [] : [ruleSection({ title, items, anchors, nowMs })];
  });
  const { connections = [], transformations = [] } = plan;
  const others = [
    ['Sources', sourceBlocks(connections)],
    ['Transformations', transformationBlocks(transformations)],
  ] as const;
  return {
    title: plan.name,
    opening: openingOf(plan),
    sections: [
      ...rules,
      ...others.flatMap(([title, blocks]) =>
        blocks.length === 0 ? [] : [{ title, anchor: anchors.take(title), entries: [], blocks }],
      ),
    ],
  };
}

function openingOf({
  description = '',
  id,
  updatedAt,
  type = 'LIVE',
  rules,
}: PlanDocument): readonly Block[] {
  const counts = COUNTED.flatMap(([kind, noun]): readonly string[] => {
    const { length } = itemsOf(
      rules.filter((rule) => rule.type === kind && rule.key !== undefined),
    );
    return length === 0 ? [] : [`${length} ${noun}${length === 1 ? '' : 's'}`];
  });
  const facts = [
    ...(counts.length === 0 ? [] : [fact('Plans', [text(counts.join(', '))])]),
    ...(type === 'LIVE' ? [] : [fact('Kind', [code(type)])]),
    ...(id === undefined ? [] : [fact('Id', [code(id)])]),
    ...(updatedAt === undefined ? [] : [fact('Updated', [text(updatedAt)])]),
  ];
  return [
    ...paragraphs(description),
    ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
  ];
}

function fact(name: string, line: Line) {
  return { name, values: [line] };
}

/** Rules of one type, the versions of each name together. */
function itemsOf(rules: readonly PlanRule[]): readonly Item[] {
  const byName = groupBy(rules, ({ key = '' }) => `name ${key}`);
  return Object.values(byName)
    .map((versions) => ({
      type: versions[0].type,
      name: versions[0].key ?? '',
      versions: versions.toSorted((one, other) => (one.version ?? 1) - (other.version ?? 1)),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

interface RuleSection {
  readonly title: string;
  readonly items: readonly Item[];
  readonly anchors: Anchors;
  readonly nowMs: number;
}

function ruleSection({ title, items, anchors, nowMs }: RuleSection): Section {
  const anchor = anchors.take(title);
  const named = items.map((item) => ({
    item,
    title: titleOf(item),
    anchor: anchors.take(item.type, item.name),
  }));
  const blocks = named.flatMap((entry) => {
    const isAlone = entry.item.name === '' && items.length === 1;
    const { item, ...heading } = entry;
    return itemBlocks(item, { nowMs, heading: isAlone ? undefined : heading });
  });
  const entries = named.flatMap(({ item, ...entry }) => (item.name === '' ? [] : [entry]));
  return { title, anchor, entries, blocks };
}

function titleOf({ type, name }: Item): string {
  if (name !== '') return name;
  return type === 'PAGE' || type === 'SCREEN' ? 'All others' : type.toLowerCase();
}
