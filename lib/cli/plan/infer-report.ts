import { ownerOf } from '../../plan/check-document.js';
import type { Inferred } from '../../plan/infer/inference.js';
import type { CountedRule } from '../../plan/infer/rule-shape.js';
import { bagSchemaOf } from '../../plan/message-schema.js';
import { counted, subject } from '../counted.js';
import { tableText } from '../table.js';
import { withoutControls } from '../without-controls.js';
import { faultLines, type ReadingReport } from './messages/reading.js';

export interface InferReport {
  readonly inferred: Inferred;
  readonly reading: ReadingReport;
  /** The file that was written, if any. */
  readonly out: string | undefined;
}

/** What a plan was made of, for people. */
export function inferReport({ inferred, reading, out }: InferReport): string {
  const { document, messages, remarks, moreRemarks } = inferred;
  const rows = document.rules.map((rule) => {
    const { messages: seen, properties, required, choices } = figuresOf(rule);
    return [ownerOf(rule) ?? '', seen, properties, required, choices];
  });
  const columns = [
    'rule',
    ...['messages', 'properties', 'required', 'enums'].map((number) => ({ number })),
  ];
  const told = [
    ...remarks.map(({ rule, message }) => (rule === undefined ? message : `${rule}: ${message}`)),
    ...(moreRemarks > 0 ? [`${counted(moreRemarks, 'more remark')}.`] : []),
    ...leftOutLines(inferred),
    ...faultLines(reading),
  ];
  const next = out === undefined ? [] : [nextStep(out)];
  const count = `${counted(rows.length, 'rule')} from ${counted(messages, 'message')}`;
  return `${[
    `${out === undefined ? 'A plan' : out}: ${count}.`,
    tableText(columns, rows),
    ...(told.length === 0 ? [] : [told.map((line) => `- ${withoutControls(line)}`).join('\n')]),
    ...next,
  ].join('\n\n')}\n`;
}

function leftOutLines({ messagesBelowMinCount, nameless }: Inferred): readonly string[] {
  return [
    ...(messagesBelowMinCount > 0
      ? [
          `${subject(messagesBelowMinCount, 'message', 'is')} left out, since fewer than --min-count are of their kind.`,
        ]
      : []),
    ...(nameless > 0 ? [`${subject(nameless, 'track call', 'has')} no event; left out.`] : []),
  ];
}

function nextStep(out: string): string {
  return `Next: describe in ${out} what each event is for, take out what should not be sent, and check with
  npx waybill plan verify <messages> --plan ${out}`;
}

/** The same for programs. */
export function inferReportJson({ inferred, reading, out }: InferReport): string {
  const { document, ...rest } = inferred;
  const { lines, bytes, notAccepted, faults } = reading;
  const rules = document.rules.map((rule) => {
    const { type, key, version } = rule;
    return { type, ...(key === undefined ? {} : { key }), version, ...figuresOf(rule) };
  });
  const report = { out, name: document.name, rules, ...rest, lines, bytes, notAccepted, faults };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function figuresOf(rule: CountedRule) {
  const { properties = {}, required = [] } = bagSchemaOf(rule) ?? {};
  const members = Object.values(properties as Readonly<Record<string, object>>);
  return {
    messages: rule['x-count'],
    properties: members.length,
    required: (required as readonly string[]).length,
    choices: members.filter((member) => 'enum' in member).length,
  };
}
