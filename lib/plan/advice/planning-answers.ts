import { groupBy } from 'remeda';
import type { PlanDocument, Planning } from '../document.js';
import { alikeIn, almostAlikeIn } from '../similar-names.js';
import { type Placed, placedRules, quoted, type Tip } from './tip.js';

/** Which of the four questions have no answer, and destinations that are written in two ways. */
export function planningTips(document: PlanDocument): readonly Tip[] {
  const rules = placedRules(document).filter(({ rule }) => rule.type !== 'COMMON');
  return [...missingTips(rules), ...whereTips(rules)];
}

const QUESTIONS = [
  ['what', 'what it is'],
  ['why', 'why it is collected'],
  ['forWhom', 'for whom'],
  ['where', 'where it goes'],
] as const satisfies readonly (readonly [keyof Planning, string])[];

function missingTips(rules: readonly Placed[]): readonly Tip[] {
  const items = Object.values(groupBy(rules, ({ rule: { type, key } }) => `${type} ${key ?? ''}`));
  const isUnheard = items.every((versions) =>
    versions.every(({ rule }) => rule.planning === undefined),
  );
  if (items.length > 1 && isUnheard) {
    const message = `None of the ${items.length} items answers what it is, why it is collected, for whom, and where it goes: each may, in "planning".`;
    return [{ code: 'planning-missing', path: ['rules'], message }];
  }
  return items.flatMap((versions): Tip[] => {
    // One version speaks for the others.
    const open = QUESTIONS.filter(([name]) =>
      versions.every(({ rule }) => (rule.planning?.[name] ?? []).length === 0),
    );
    const [first] = versions;
    if (open.length === 0 || first === undefined) return [];
    const { rule, path } = first;
    const message = `"planning" does not say ${open.map(([, words]) => words).join(', ')}.`;
    const at = rule.planning === undefined ? path : [...path, 'planning'];
    return [{ code: 'planning-missing', path: at, message }];
  });
}

function whereTips(rules: readonly Placed[]): readonly Tip[] {
  const places = new Map(
    rules
      .flatMap(({ rule, path }) =>
        (rule.planning?.where ?? []).map(
          (name, index) => [name, [...path, 'planning', 'where', index]] as const,
        ),
      )
      .reverse(),
  );
  const names = [...places.keys()].reverse();
  return [...alikeIn(names), ...almostAlikeIn(names)].map(({ one, other }): Tip => {
    const message = `${quoted(other)} and ${quoted(one)} are two destinations to whoever reads "where": if they are one, write it in one way.`;
    return { code: 'where-alike', path: places.get(other) ?? [], message };
  });
}
