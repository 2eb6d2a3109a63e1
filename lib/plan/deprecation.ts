import type { PlanRule } from './document.js';

/** Whether a rule is given up. A time in the year 1 means never: that is how the service writes it. */
export function isDeprecated(
  { deprecatedAt }: Pick<PlanRule, 'deprecatedAt'>,
  nowMs: number,
): boolean {
  if (deprecatedAt === undefined || deprecatedAt.startsWith('0001-')) return false;
  return Date.parse(deprecatedAt) <= nowMs;
}
