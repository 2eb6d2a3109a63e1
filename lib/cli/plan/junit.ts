import type { RuleReport } from '../../plan/verify/rule-tally.js';
import { counted } from '../counted.js';
import { type Place, placeText } from './messages/place.js';
import { faultLines } from './messages/reading.js';
import type { VerifyFacts } from './verify-facts.js';
import { element, type XmlElement, xmlDocument } from './xml.js';

/**
 * The report that CI systems read: a test case for each rule of the plan, with a failure for each violation; one for each event
 * that is not planned; and one for what could not be read. A rule that no message came for is skipped.
 */
export function junitReport({ plan, report, reading, allowsUnplanned }: VerifyFacts): string {
  const cases = withOwnNames([
    ...report.rules.map((found) => ruleCase(found, allowsUnplanned)),
    ...(allowsUnplanned ? [] : report.unplannedEvents.map(eventCase)),
    ...faultLines(reading).map((line) =>
      testCase('messages', 'can be read', [failure('Unreadable', line, line)]),
    ),
  ]);
  const counts = {
    tests: cases.length,
    failures: cases.filter(({ children }) => children.some(({ name }) => name === 'failure'))
      .length,
    errors: 0,
    skipped: cases.filter(({ children }) => children.some(({ name }) => name === 'skipped')).length,
  };
  const suite = element('testsuite', { name: plan.name, ...counts }, cases);
  return xmlDocument(element('testsuites', { name: 'waybill plan verify', ...counts }, [suite]));
}

/** CI systems take test cases of one name for one: of what the plan may name alike, and of long names that were cut. */
function withOwnNames(cases: readonly XmlElement[]): readonly XmlElement[] {
  const taken = new Set<string>();
  return cases.map((one) => {
    const { classname, name } = one.attributes;
    let own = name;
    for (let count = 2; taken.has(`${classname} ${own}`); count += 1) own = `${name} (${count})`;
    taken.add(`${classname} ${own}`);
    return own === name ? one : { ...one, attributes: { ...one.attributes, name: own ?? '' } };
  });
}

function ruleCase(found: RuleReport<Place>, allowsUnplanned: boolean): XmlElement {
  const { rule, messages, violations, unplanned } = found;
  const failures = [
    ...violations.map(({ type, field, description, ...count }) =>
      failure(type, sentenceOf(field, description), seenText(count)),
    ),
    ...(allowsUnplanned ? [] : unplanned).map(({ key, nearest, ...count }) => {
      const hint = nearest === undefined ? '' : `, perhaps ${rule.bag}.${nearest}`;
      return failure('Unplanned', `${rule.bag}.${key} is not planned${hint}`, seenText(count));
    }),
  ];
  const skipped = element('skipped', { message: 'no message came for it' });
  const name = `${rule.key ?? rule.type.toLowerCase()}${rule.version > 1 ? ` version ${rule.version}` : ''}`;
  return testCase(rule.type, name, messages === 0 ? [skipped] : failures);
}

/** Some descriptions begin with the field. */
function sentenceOf(field: string, description: string): string {
  return description.startsWith(field) ? description : `${field}: ${description}`;
}

function eventCase(event: VerifyFacts['report']['unplannedEvents'][number]): XmlElement {
  const { type, name, nearest, ...count } = event;
  const hint = nearest === undefined ? '' : `, perhaps "${nearest}"`;
  const message = `${type} "${name}" is not planned${hint}`;
  return testCase('unplanned', `${type} "${name}"`, [
    failure('Unplanned', message, seenText(count)),
  ]);
}

function testCase(classname: string, name: string, children: readonly XmlElement[]): XmlElement {
  return element('testcase', { classname, name }, children);
}

function failure(type: string, message: string, text: string): XmlElement {
  return element('failure', { type, message }, [], text);
}

interface Seen {
  readonly count: number;
  readonly first: Place;
  readonly samples: readonly string[];
}

function seenText({ count, first, samples }: Seen): string {
  const ids = samples.length === 0 ? '' : `\nmessages: ${samples.join(', ')}`;
  return `${counted(count, 'time')}, first at ${placeText(first)}${ids}`;
}
