import { isDeepEqual } from 'remeda';
import { propertiesOf } from '../planned-properties.js';
import type { Rule } from '../rule.js';
import type { ChangeCode, Difference } from './difference.js';

const QUESTIONS = [
  ['what', 'what it is'],
  ['why', 'why it is collected'],
  ['forWhom', 'whom it is for'],
] as const;

/** What two rules say differently to people, and of where messages go; not to messages. */
export function sayingDifferences(before: Rule, after: Rule): readonly Difference[] {
  const [was, is] = [before.document, after.document];
  return [
    ...descriptionDifferences(before, after),
    ...differs(
      'labels-changed',
      'has other labels now',
      [was, is].map((rule) => rule.jsonSchema['labels']),
    ),
    ...QUESTIONS.flatMap(([question, words]) =>
      differs('planning-changed', `has another answer to ${words} now`, [
        was.planning?.[question],
        is.planning?.[question],
      ]),
    ),
    ...destinationDifferences(before.where, after.where),
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

/** Where messages go, by their `integrations`. A rule that names no destination leaves that to the call. */
function destinationDifferences(
  was: readonly string[],
  is: readonly string[],
): readonly Difference[] {
  const removed = (text: string): Difference => {
    return { code: 'destination-removed', effect: 'breaking', keys: [], text };
  };
  if (was.length === 0 && is.length > 0) {
    return [removed(`goes to ${is.map((name) => JSON.stringify(name)).join(', ')} alone now`)];
  }
  if (was.length > 0 && is.length === 0) {
    return [saying('destination-added', 'may go to every destination now', [])];
  }
  return [
    ...was
      .filter((name) => !is.includes(name))
      .map((name) => removed(`no longer goes to ${JSON.stringify(name)}`)),
    ...is
      .filter((name) => !was.includes(name))
      .map((name) => saying('destination-added', `goes to ${JSON.stringify(name)}, too`, [])),
  ];
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
