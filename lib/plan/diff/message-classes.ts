import type { RuleType } from '../document.js';
import type { Plan } from '../plan.js';
import type { Rule } from '../rule.js';

/** Messages that two plans each treat alike, and what finds them. */
export interface MessageClass {
  readonly type: RuleType;
  readonly before: Rule | undefined;
  readonly after: Rule | undefined;
  /** Whether the plan has rules for such messages, and none for these. */
  readonly wasUnplanned: boolean;
  readonly isUnplanned: boolean;
}

const TYPES = [
  ['TRACK', 'track'],
  ['IDENTIFY', 'identify'],
  ['GROUP', 'group'],
  ['PAGE', 'page'],
  ['SCREEN', 'screen'],
] as const;

/**
 * All messages, by the rules that they meet before and after: of each type and name, of any other name, of each version that
 * the first plan has, and of none.
 */
export function messageClasses(before: Plan, after: Plan): readonly MessageClass[] {
  return TYPES.flatMap(([type, call]) => {
    const [was, is] = [before, after].map(({ rules }) =>
      rules.filter((rule) => rule.type === type),
    );
    const names = new Set([...(was ?? []), ...(is ?? [])].map(({ key }) => key));
    const versions = versionsByName(was ?? []);
    return [...names.add(undefined)].flatMap((name) => {
      const own = versions.get(name) ?? versions.get(undefined) ?? [];
      return [undefined, ...own].map((version): MessageClass => {
        const field = call === 'track' ? 'event' : 'name';
        const context = { protocols: { event_version: version } };
        const message = { type: call, [field]: name, context };
        return {
          type,
          before: before.find(message),
          after: after.find(message),
          wasUnplanned: before.find(message) === undefined && before.isUnplanned(message),
          isUnplanned: after.find(message) === undefined && after.isUnplanned(message),
        };
      });
    });
  });
}

function versionsByName(
  rules: readonly Rule[],
): ReadonlyMap<string | undefined, readonly number[]> {
  const versions = new Map<string | undefined, number[]>();
  for (const { key, version } of rules) versions.set(key, [...(versions.get(key) ?? []), version]);
  return versions;
}
