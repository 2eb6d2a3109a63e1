import { groupBy } from 'remeda';
import { formatType } from '../compile.js';
import { isDeprecated } from '../deprecation.js';
import type { PlanDocument } from '../document.js';
import { bagOf, bagSchemaOf } from '../message-schema.js';
import { propertiesOf } from '../planned-properties.js';
import { isSchemaObject, subschemasOf } from '../subschemas.js';
import { keywordTips } from './schema-keywords.js';
import { listed, type Placed, placedRules, quoted, type Tip } from './tip.js';

/** More than people fill in and look at. */
const MANY_PROPERTIES = 50;

/** What could be better in rules: what they ask for, and what they leave open. */
export function ruleTips(document: PlanDocument, nowMs: number): readonly Tip[] {
  const all = placedRules(document);
  return [
    ...kindTips(all),
    ...all.flatMap((placed) => [
      ...misplacedTips(placed),
      ...propertyTips(placed),
      ...requiredTips(placed),
      ...keywordTips(placed),
      ...formatTips(placed),
      ...labelTips(placed),
      ...deprecatedTips(placed, nowMs),
    ]),
    ...versionTips(all),
  ];
}

function kindTips(all: readonly Placed[]): readonly Tip[] {
  if (all.length === 0) {
    return [
      {
        code: 'no-rules',
        path: ['rules'],
        message: 'The plan has no rules: every event is unplanned.',
      },
    ];
  }
  if (all.some(({ rule }) => rule.type !== 'COMMON')) return [];
  const message =
    'The plan has a COMMON rule alone, so that every event is unplanned: leave unplanned events allowed, or plan them.';
  return [{ code: 'common-only', path: ['rules'], message }];
}

/** What may stand in a message. */
const MESSAGE_FIELDS = new Set(
  (
    'anonymousId category channel context event groupId integrations messageId name originalTimestamp previousId ' +
    'properties receivedAt sentAt timestamp traits type userId version writeKey _metadata'
  ).split(' '),
);

/** Properties that are written where those of the message belong: they are asked of the wrong thing. */
function misplacedTips({ rule, path }: Placed): readonly Tip[] {
  const { properties, eventMetadata } = rule.jsonSchema;
  if (eventMetadata !== undefined || !isSchemaObject(properties)) return [];
  const bag = bagOf(rule.type);
  const strays = Object.keys(properties).filter((name) => !MESSAGE_FIELDS.has(name));
  if (strays.length === 0) return [];
  const message = `${listed(strays)} would be beside "${bag}" in a message: put what is about ${bag} into properties.${bag}.properties, or add "eventMetadata" for the flat form.`;
  return [{ code: 'misplaced-properties', path: [...path, 'jsonSchema', 'properties'], message }];
}

function propertyTips({ rule, path }: Placed): readonly Tip[] {
  if (rule.type === 'COMMON') return [];
  const at = [...path, 'jsonSchema'];
  const all = propertiesOf(rule);
  if (all.length === 0) {
    const message = `The rule has no ${bagOf(rule.type)}: any may be there, and none is explained. Few events with rich properties beat many events.`;
    return rule.type === 'TRACK' ? [{ code: 'no-properties', path: at, message }] : [];
  }
  const tips: Tip[] = [];
  const silent = all.filter(
    ({ schema, path: name }) => !isDescribed(schema) && !name.endsWith('$'),
  );
  if (silent.length > 0) {
    const message = `No description: ${listed(silent.map((property) => property.path))}.`;
    tips.push({ code: 'property-undescribed', path: at, message });
  }
  if (all.length > MANY_PROPERTIES) {
    const message = `The rule has ${all.length} ${bagOf(rule.type)}; more than ${MANY_PROPERTIES} are seldom all filled in and looked at.`;
    tips.push({ code: 'many-properties', path: at, message });
  }
  return tips;
}

function isDescribed({ description }: Readonly<Record<string, unknown>>): boolean {
  return typeof description === 'string' && description.trim() !== '';
}

function requiredTips({ rule, path }: Placed): readonly Tip[] {
  const required: unknown = bagSchemaOf(rule)?.['required'];
  if (rule.type === 'COMMON' || !Array.isArray(required)) return [];
  const names = required.filter((name) => typeof name === 'string');
  const bag = bagOf(rule.type);
  const known = new Set(propertiesOf(rule).map(({ keys: [name] }) => name));
  const unplanned = known.size === 0 ? [] : names.filter((name) => !known.has(name));
  const tips: Tip[] = [];
  if (unplanned.length > 0) {
    const message = `${listed(unplanned)} must be there, and is none of the planned ${bag}: describe it in "properties".`;
    tips.push({ code: 'required-unplanned', path: [...path, 'jsonSchema'], message });
  }
  if (bag === 'traits' && names.length > 0) {
    const message = `${listed(names)} must be there in every ${rule.type.toLowerCase()} call; clients in browsers send changed traits alone, so keep traits optional.`;
    tips.push({ code: 'required-traits', path: [...path, 'jsonSchema'], message });
  }
  return tips;
}

function formatTips({ rule, path }: Placed): readonly Tip[] {
  const tips: Tip[] = [];
  const enter = (schema: unknown, at: Placed['path']): void => {
    if (!isSchemaObject(schema)) return;
    const { format } = schema;
    if (typeof format === 'string' && formatType(format) === undefined) {
      const message = `The format ${quoted(format)} is not known, and nothing is checked for it: use a pattern, or a format of JSON Schema.`;
      tips.push({ code: 'unknown-format', path: [...at, 'format'], message });
    }
    for (const inner of subschemasOf(schema)) enter(inner.schema, [...at, ...inner.path]);
  };
  enter(rule.jsonSchema, [...path, 'jsonSchema']);
  return tips;
}

function labelTips({ rule, path }: Placed): readonly Tip[] {
  const { labels } = rule.jsonSchema;
  if (labels === undefined) return [];
  const at = [...path, 'jsonSchema', 'labels'];
  if (!isSchemaObject(labels)) {
    const message = 'Labels are an object of texts, such as team: shop.';
    return [{ code: 'label-not-text', path: at, message }];
  }
  return Object.entries(labels).flatMap(([name, value]): Tip[] => {
    if (typeof value === 'string') return [];
    const message = `The label ${quoted(name)} is no text; labels are compared as texts, so put it into quotes.`;
    return [{ code: 'label-not-text', path: [...at, name], message }];
  });
}

function deprecatedTips({ rule, path }: Placed, nowMs: number): readonly Tip[] {
  if (!isDeprecated(rule, nowMs)) return [];
  const message = `Deprecated since ${rule.deprecatedAt}: take it out once nobody sends it any more.`;
  return [{ code: 'deprecated', path: [...path, 'deprecatedAt'], message }];
}

function versionTips(all: readonly Placed[]): readonly Tip[] {
  const items = groupBy(all, ({ rule: { type, key } }) => `${type} ${key ?? ''}`);
  return Object.values(items).flatMap((placed): Tip[] => {
    const versions = placed.map(({ rule }) => rule.version ?? 1).sort((one, other) => one - other);
    const [oldest = 1] = versions;
    const newest = versions.at(-1) ?? 1;
    if (newest - oldest === versions.length - 1) return [];
    const message = `There are the versions ${versions.join(', ')}: messages of one that is not there are checked against version ${oldest}, the oldest.`;
    return [{ code: 'version-gap', path: placed[0].path, message }];
  });
}
