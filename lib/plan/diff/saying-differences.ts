import { isDeepEqual } from 'remeda';
import { propertiesOf } from '../planned-properties.js';
import type { Rule } from '../rule.js';
import type { ChangeCode, Difference } from './difference.js';

/** What two rules say differently to people, and not to messages. */
export function sayingDifferences(before: Rule, after: Rule): readonly Difference[] {
  const [was, is] = [before.document, after.document];
  return [
    ...descriptionDifferences(before, after),
    ...differs(
      'labels-changed',
      'has other labels now',
      [was, is].map((rule) => rule.jsonSchema['labels']),
    ),
    ...differs('planning-changed', 'has other answers to what, why, for whom and where', [
      was.planning,
      is.planning,
    ]),
    ...differs('deprecation-changed', deprecationText(is.deprecatedAt), [
      timeOf(was.deprecatedAt),
      timeOf(is.deprecatedAt),
    ]),
  ];
}

function descriptionDifferences(before: Rule, after: Rule): readonly Difference[] {
  const was = new Map(propertiesOf(before.document).map((one) => [one.path, one.schema]));
  const properties = propertiesOf(after.document).flatMap(({ keys, path, schema }) => {
    const earlier = was.get(path);
    if (earlier === undefined || earlier['description'] === schema['description']) return [];
    return [saying('description-changed', 'has another description now', [after.bag, ...keys])];
  });
  const own = [before, after].map(({ document }) => document.jsonSchema['description']);
  return [...differs('description-changed', 'has another description now', own), ...properties];
}

function differs(
  code: ChangeCode,
  text: string,
  values: readonly unknown[],
): readonly Difference[] {
  const [was, is] = values;
  return isDeepEqual(was ?? null, is ?? null) ? [] : [saying(code, text, [])];
}

function saying(code: ChangeCode, text: string, keys: readonly string[]): Difference {
  return { code, effect: 'safe', keys, text };
}

/** When a rule was given up; nothing, where it is in use: the service writes that as the year 1. */
function timeOf(deprecatedAt: string | undefined): string | undefined {
  return deprecatedAt?.startsWith('0001-') ? undefined : deprecatedAt;
}

function deprecationText(deprecatedAt: string | undefined): string {
  const time = timeOf(deprecatedAt);
  return time === undefined ? 'is no longer deprecated' : `is deprecated since ${time}`;
}
