import { ownerOf } from '../../plan/check-document.js';
import type { RuleReport } from '../../plan/verify/rule-tally.js';
import type { FoundEvent } from '../../plan/verify/verification.js';
import { counted, grouped } from '../counted.js';
import { tableText } from '../table.js';
import { withoutControls } from '../without-controls.js';
import { type Place, placeText } from './messages/place.js';
import { faultCount, faultLines } from './messages/reading.js';
import type { VerifyFacts } from './verify-facts.js';

const COUNT = { number: 'count' } as const;

/** The report for people: what is wrong, by event; what is not planned; and a line that sums it up. */
export function verifyText(facts: VerifyFacts): string {
  const { report, reading, allowsUnplanned } = facts;
  const { rules, unplannedEvents, more } = report;
  const unplanned = [
    ...(unplannedEvents.length > 0 ? [eventsSection(unplannedEvents)] : []),
    ...beyond('messages of events that are not planned', more.unplannedEvents),
    ...beyond('properties that are not planned', more.unplannedKeys),
  ];
  const sections = [
    ...rules.flatMap((found) => ruleSection(allowsUnplanned ? { ...found, unplanned: [] } : found)),
    ...(allowsUnplanned ? [] : unplanned),
    ...beyond('violations', more.violations),
    ...faultLines(reading).map(withoutControls),
  ];
  return `${[...sections, totalLine(facts)].join('\n\n')}\n`;
}

function ruleSection(found: RuleReport<Place>): readonly string[] {
  const { rule, messages, failed, violations, unplanned } = found;
  if (violations.length === 0 && unplanned.length === 0) return [];
  const title = `${withoutControls(ownerOf(rule.document) ?? '')}: ${counted(messages, 'message')}, ${grouped(failed)} with violations`;
  const rows = [
    ...violations.map(({ type, field, description, ...count }) => [
      type,
      field,
      description,
      ...columnsOf(count),
    ]),
    ...unplanned.map(({ key, nearest, ...count }) => [
      'Unplanned',
      `${rule.bag}.${key}`,
      nearest === undefined ? '' : `perhaps ${rule.bag}.${nearest}`,
      ...columnsOf(count),
    ]),
  ];
  return [`${title}\n${tableText(['kind', 'field', 'what', COUNT, 'first', 'messages'], rows)}`];
}

function eventsSection(events: readonly FoundEvent<Place>[]): string {
  const rows = events.map(({ type, name, nearest, ...count }) => [
    `${type} "${name}"`,
    nearest === undefined ? '' : `perhaps "${nearest}"`,
    ...columnsOf(count),
  ]);
  return `Not planned\n${tableText(['event', 'what', COUNT, 'first', 'messages'], rows)}`;
}

interface Found {
  readonly count: number;
  readonly first: Place;
  readonly samples: readonly string[];
}

function columnsOf({ count, first, samples }: Found): readonly (string | number)[] {
  return [count, placeText(first), samples.join(', ')];
}

function beyond(what: string, count: number): readonly string[] {
  return count === 0 ? [] : [`${count} more ${what} are counted, and not listed.`];
}

function totalLine({ report, reading, plan, allowsUnplanned }: VerifyFacts): string {
  const { messages, asPlanned, failed, violations, unplanned, withUnplannedKeys } = report;
  const { dropped, withoutRule } = report;
  const unread = faultCount(reading);
  const allowed = allowsUnplanned ? ' (allowed)' : '';
  const parts = [
    `${counted(messages, 'message')} against the plan "${withoutControls(plan.name)}": ${grouped(asPlanned)} as planned`,
    `${grouped(failed)} with violations (${grouped(violations)})`,
    `${grouped(unplanned)} not planned${allowed}`,
    `${grouped(withUnplannedKeys)} with properties that are not planned${allowed}`,
    ...(withoutRule > 0 ? [`${grouped(withoutRule)} that no rule is about`] : []),
    ...(dropped > 0 ? [`${grouped(dropped)} dropped by transformations`] : []),
    ...(unread > 0 ? [`${grouped(unread)} that could not be read`] : []),
  ];
  return `${parts.join(', ')}.`;
}
