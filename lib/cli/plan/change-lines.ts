import { ownerOf } from '../../plan/check-document.js';
import type { RuleEdit } from '../../plan/rule-edits.js';
import { withoutControls } from '../without-controls.js';

const MARKS: Readonly<Record<RuleEdit['kind'], string>> = {
  added: '+',
  changed: '~',
  removed: '-',
};

/** A line for each change of a rule. */
export function changeLines(changes: readonly RuleEdit[]): string {
  return changes
    .map(({ kind, rule }) => `  ${MARKS[kind]} ${withoutControls(ownerOf(rule) ?? '')}\n`)
    .join('');
}

/** A change as one JSON document has it. */
export function changeDocument({ kind, rule }: RuleEdit): object {
  const { type, key, version = 1 } = rule;
  return { change: kind, type, ...(key === undefined ? {} : { key }), version };
}
