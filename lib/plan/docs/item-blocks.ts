import { isDeepEqual, uniqueWith } from 'remeda';
import { isDeprecated } from '../deprecation.js';
import type { JsonSchema, Planning, PlanRule, RuleType } from '../document.js';
import { bagOf, bagSchemaOf, messageSchemaOf } from '../message-schema.js';
import { messageFieldsOf, type PlannedProperty, propertiesOf } from '../planned-properties.js';
import { isSchemaObject } from '../subschemas.js';
import { type Block, code, type Fact, joined, type Line, paragraphs, text } from './blocks.js';
import { CONDITIONS, limitsOf, typeText } from './limits.js';

/** What a plan has for messages of one type and name: one rule, or several versions of it. */
export interface Item {
  readonly type: RuleType;
  /** Empty for those of any name. */
  readonly name: string;
  /** The oldest first. */
  readonly versions: readonly PlanRule[];
}

export interface ItemOptions {
  readonly nowMs: number;
  /** None, where the heading of the section says it. */
  readonly heading: { readonly title: string; readonly anchor: string } | undefined;
}

/** An item with the answers to the four questions, and its properties by version. */
export function itemBlocks(
  { type, versions }: Item,
  { nowMs, heading }: ItemOptions,
): readonly Block[] {
  const isOnly = versions.length === 1;
  const answers = uniqueWith(
    versions.flatMap(({ planning = [] }) => planning),
    isDeepEqual,
  );
  // One version speaks for the others; versions that answer differently do so in their own places.
  const isShared = answers.length <= 1;
  const labels = labelsOf(versions.at(-1)?.jsonSchema['labels']);
  const shared = isShared && type !== 'COMMON' ? answersOf(answers[0]) : [];
  return [
    ...(heading === undefined ? [] : [headingOf(heading)]),
    ...factBlocks([...shared, ...labels]),
    ...versions.flatMap((rule, index) => [
      ...versionHeading(rule, { nowMs, isOldest: index === 0, isOnly }),
      ...(isShared ? [] : factBlocks(answersOf(rule.planning))),
      ...versionBlocks(rule),
    ]),
  ];
}

function factBlocks(facts: readonly Fact[]): readonly Block[] {
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

function headingOf({ title, anchor }: { readonly title: string; readonly anchor: string }): Block {
  return { kind: 'heading', level: 3, anchor, line: [text(title)] };
}

/** The four questions are shown without an answer, too, so that it is missed. */
function answersOf(planning: Planning | undefined): readonly Fact[] {
  const { what, why = [], forWhom = [], where = [] } = planning ?? {};
  const list = (values: readonly string[]): readonly Line[] => values.map((value) => [text(value)]);
  const facts = [
    { name: 'What', values: what === undefined ? [] : list([what]) },
    { name: 'Why', values: list(why) },
    { name: 'For whom', values: forWhom.length === 0 ? [] : [[text(forWhom.join(', '))]] },
    { name: 'Where', values: where.length === 0 ? [] : [[text(where.join(', '))]] },
  ];
  const none: readonly Line[] = [[{ kind: 'tag', text: 'not answered', tone: 'plain' }]];
  return facts.map(({ name, values }) => ({ name, values: values.length === 0 ? none : values }));
}

function labelsOf(labels: unknown): readonly Fact[] {
  if (!isSchemaObject(labels)) return [];
  const names = Object.keys(labels).sort();
  const pairs = names.map((name) => code(`${name}: ${String(labels[name])}`));
  return pairs.length === 0 ? [] : [{ name: 'Labels', values: [joined(pairs, ' ')] }];
}

interface VersionOptions {
  readonly nowMs: number;
  readonly isOldest: boolean;
  readonly isOnly: boolean;
}

function versionBlocks(rule: PlanRule): readonly Block[] {
  const { description } = rule.jsonSchema;
  const bag = bagOf(rule.type);
  const isCommon = rule.type === 'COMMON';
  const own = isCommon ? messageFieldsOf(rule) : propertiesOf(rule);
  const others = isCommon ? [] : messageFieldsOf(rule).filter((field) => isBeside(field, bag));
  const none = `Nothing is planned about its ${bag}.`;
  return [
    ...(typeof description === 'string' ? paragraphs(description) : []),
    own.length === 0 ? paragraph(none) : tableOf(isCommon ? 'Field' : nameOf(bag), own),
    ...(isCommon || bagSchemaOf(rule)?.['additionalProperties'] !== false
      ? []
      : [paragraph(`No other ${bag} are allowed.`)]),
    ...(others.length === 0
      ? []
      : [paragraph('Elsewhere in the message:'), tableOf('Field', others)]),
    ...conditionBlocks(messageSchemaOf(rule), 'The message'),
    ...(isCommon ? [] : conditionBlocks(bagSchemaOf(rule) ?? {}, `Its ${bag}`)),
  ];
}

function nameOf(bag: 'properties' | 'traits'): string {
  return bag === 'traits' ? 'Trait' : 'Property';
}

function versionHeading(
  { version = 1, deprecatedAt, ...rule }: PlanRule,
  { nowMs, isOldest, isOnly }: VersionOptions,
): readonly Block[] {
  const isOld = isDeprecated({ deprecatedAt, ...rule }, nowMs);
  const since: Line = isOld
    ? [{ kind: 'tag', text: `deprecated since ${deprecatedAt}`, tone: 'warning' }]
    : [];
  if (isOnly && version === 1) return isOld ? [{ kind: 'paragraph', line: since }] : [];
  const note: Line =
    isOldest && !isOnly ? [text(' '), { kind: 'tag', text: 'default', tone: 'plain' }] : [];
  const end: Line = isOld ? [text(' '), ...since] : [];
  return [{ kind: 'heading', level: 4, line: [text(`Version ${version}`), ...note, ...end] }];
}

function paragraph(words: string): Block {
  return { kind: 'paragraph', line: [text(words)] };
}

function tableOf(title: string, properties: readonly PlannedProperty[]): Block {
  return {
    kind: 'table',
    columns: [title, 'Type', 'Required', 'Limits', 'Description'],
    rows: properties.map(({ path, schema, isRequired }) => {
      const { description } = schema;
      return [
        [code(path)],
        [text(typeText(schema))],
        isRequired ? [{ kind: 'tag', text: 'required', tone: 'strong' }] : [],
        limitsOf(schema).flatMap((line, index) => (index === 0 ? line : [text('; '), ...line])),
        typeof description === 'string' ? [text(description)] : [],
      ];
    }),
  };
}

/** Fields beside the caller's data of which something is said, but for the empty ones that exported plans have. */
function isBeside({ keys, schema, isRequired }: PlannedProperty, bag: string): boolean {
  if (keys[0] === bag) return false;
  const { type, properties, ...rest } = schema;
  const isEmpty = (type === undefined || type === 'object') && Object.keys(rest).length === 0;
  return isRequired || !isEmpty || properties !== undefined;
}

function conditionBlocks(schema: JsonSchema, whose: string): readonly Block[] {
  const entries = Object.entries(schema).filter(([keyword]) => CONDITIONS.includes(keyword));
  if (entries.length === 0) return [];
  const words = entries.length === 1 ? oneOfFields(entries[0]) : undefined;
  if (words !== undefined) return [{ kind: 'paragraph', line: words }];
  const json = JSON.stringify(Object.fromEntries(entries), null, 2);
  return [paragraph(`${whose} must meet these conditions, too:`), { kind: 'code', text: json }];
}

/** A choice between fields that must be there, in words. */
function oneOfFields(entry: readonly [string, unknown] | undefined): Line | undefined {
  const [keyword, choices] = entry ?? [];
  if (keyword !== 'anyOf' || !Array.isArray(choices)) return undefined;
  const names = choices.map((choice: unknown) => {
    if (!isSchemaObject(choice) || Object.keys(choice).join() !== 'required') return undefined;
    const { required } = choice;
    return Array.isArray(required) && required.length === 1 ? String(required[0]) : undefined;
  });
  const known = names.filter((name) => name !== undefined);
  if (known.length !== names.length) return undefined;
  return [text('One of these must be there: '), ...joined(known.map(code), ', '), text('.')];
}
