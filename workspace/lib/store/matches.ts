import type { Filter } from '../entry/filter.js';
import { hasKind } from '../entry/plan-verdict.js';
import type { KeptEntry } from './kept-entry.js';

type Test = (entry: KeptEntry) => boolean;

/** A test of entries. The cheap parts come first: a message is read only where its text may match. */
export function testOf(filter: Filter): Test {
  const tests = [...headTests(filter), ...textTests(filter)];
  return (entry) => tests.every((test) => test(entry));
}

function headTests(filter: Filter): readonly Test[] {
  const { outcome = 'accepted', source, reason, since, until, after, before } = filter;
  const tests: Test[] = [];
  if (outcome !== 'any') tests.push((entry) => entry.outcome === outcome);
  if (source !== undefined) tests.push((entry) => entry.source === source);
  if (reason !== undefined) tests.push((entry) => entry.reason === reason);
  if (after !== undefined) tests.push((entry) => entry.seq > after);
  if (before !== undefined) tests.push((entry) => entry.seq < before);
  const [fromMs, toMs] = [since?.getTime(), until?.getTime()];
  if (fromMs !== undefined) tests.push(({ receivedAt }) => Date.parse(receivedAt) >= fromMs);
  if (toMs !== undefined) tests.push(({ receivedAt }) => Date.parse(receivedAt) < toMs);
  return tests;
}

function textTests(filter: Filter): readonly Test[] {
  const { text, hasProblems, hasViolations, violation, event, ...others } = filter;
  const tests: Test[] = [];
  if (text !== undefined) tests.push(({ json }) => json.includes(text));
  const fields = (['type', 'userId', 'anonymousId', 'messageId'] as const).flatMap((name) => {
    const wanted = others[name];
    return wanted === undefined ? [] : ([[name, wanted]] as const);
  });
  const quoted = [...fields.map(([, wanted]) => wanted), ...(event === undefined ? [] : [event])];
  const texts = quoted.map((wanted) => JSON.stringify(wanted));
  if (texts.length > 0) {
    tests.push(({ json }) => texts.every((part) => json.includes(part)));
    tests.push(({ message }) => {
      const isFields = fields.every(([name, wanted]) => message[name] === wanted);
      return isFields && (event === undefined || nameOf(message) === event);
    });
  }
  if (hasViolations === true) tests.push(({ plan }) => (plan?.violations.length ?? 0) > 0);
  if (violation !== undefined) {
    tests.push(({ plan }) => plan !== undefined && hasKind(plan, violation));
  }
  if (hasProblems === true) {
    tests.push(({ problems }) => problems.some(({ level }) => level !== 'hint'));
  }
  return tests;
}

function nameOf(message: Readonly<Record<string, unknown>>): unknown {
  const { type, event, name } = message;
  return type === 'track' ? event : name;
}
