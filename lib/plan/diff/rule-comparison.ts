import { uniqueBy } from 'remeda';
import { dialectOf } from '../check-schema.js';
import { messageSchemaOf } from '../message-schema.js';
import type { Rule } from '../rule.js';
import { isSchemaObject, subschemasOf } from '../subschemas.js';
import { placeOf } from './comparison.js';
import { type Difference, type Effect, UNPLANNED } from './difference.js';
import { lostKeys } from './lost-keys.js';
import { compareSchemas } from './schema-comparison.js';

export interface RulePair {
  /** None, where the messages had no rule and could be anything. */
  readonly before: Rule | undefined;
  readonly after: Rule;
  /** What a key does to its call that is no longer planned. */
  readonly unplanned: Effect;
}

/** What differs between two rules, for messages that the first was fine with and that meet the second now. */
export function compareRules({ before, after, unplanned }: RulePair): readonly Difference[] {
  const { bag } = after;
  const [was, is] = [before?.planned, after.planned];
  const lost = lostKeys(was, is, [bag]);
  const single = lost.filter(({ isAllOthers }) => !isAllOthers);
  const schemas = compareSchemas({
    before: before === undefined ? {} : messageSchemaOf(before.document),
    after: messageSchemaOf(after.document),
    bag,
    planned: was,
    lost: new Map(single.map(({ keys }) => [placeOf(keys), unplanned])),
  });
  const told = new Set(schemas.map(({ keys }) => placeOf(keys)));
  const others = lost
    .filter(({ keys, isAllOthers }) => isAllOthers || !told.has(placeOf(keys)))
    .map(
      ({ keys, isAllOthers }): Difference =>
        isAllOthers
          ? {
              code: 'closed',
              effect: unplanned,
              keys,
              text: 'has a list of planned keys now: others are unplanned',
            }
          : {
              code: 'property-removed',
              effect: unplanned,
              keys,
              text: UNPLANNED[unplanned],
            },
    );
  const all = [...dialectDifferences(before, after), ...schemas, ...others];
  return uniqueBy(all, ({ keys, text }) => `${placeOf(keys)} ${text}`);
}

/** Keywords that mean something else in another draft of JSON Schema, or nothing. */
const OF_ONE_DIALECT = new Set(
  (
    'additionalItems prefixItems contains minContains maxContains dependencies dependentRequired dependentSchemas ' +
    'unevaluatedItems unevaluatedProperties $anchor $dynamicAnchor $dynamicRef $recursiveRef $recursiveAnchor'
  ).split(' '),
);

function dialectDifferences(before: Rule | undefined, after: Rule): readonly Difference[] {
  if (before === undefined) return [];
  const [was, is] = [dialectOf(before.document.jsonSchema), dialectOf(after.document.jsonSchema)];
  if (was === is) return [];
  const isPlain = [before, after].every((rule) => !dependsOnDialect(rule.document.jsonSchema));
  const text = `is written in JSON Schema ${String(is)} now; it was ${String(was)}`;
  return [{ code: 'dialect-changed', effect: isPlain ? 'safe' : 'breaking', keys: [], text }];
}

function dependsOnDialect(schema: unknown): boolean {
  if (!isSchemaObject(schema)) return false;
  return (
    Object.keys(schema).some((keyword) => OF_ONE_DIALECT.has(keyword)) ||
    Array.isArray(schema['items']) ||
    subschemasOf(schema).some((inner) => dependsOnDialect(inner.schema))
  );
}
