import { existsSync } from 'node:fs';
import { Inference, type Inferred } from '../../plan/infer/inference.js';
import { loadPlan, MAX_PLAN_BYTES } from '../../plan/load-plan.js';
import { sourceText } from '../../plan/source-text.js';
import { counted, subject } from '../counted.js';
import { type Terminal, UsageError } from '../terminal.js';
import { inferReport, inferReportJson } from './infer-report.js';
import { readMessages } from './messages/read-messages.js';
import { faultCount, type ReadingReport } from './messages/reading.js';
import { checkTarget, replaceFile } from './plan-file.js';

export interface InferFlags {
  readonly out?: string;
  readonly force?: boolean;
  readonly name?: string;
  readonly minCount?: number;
  readonly json?: boolean;
}

export interface InferTask {
  readonly inputs: readonly string[];
  readonly flags: InferFlags;
  readonly terminal: Terminal;
}

/** Writes a plan that messages fit, and tells what it was made of. Gives the exit code. @throws UsageError */
export async function infer({ inputs, flags, terminal }: InferTask): Promise<number> {
  const { out, name = `Inferred from ${inputs.join(', ')}`, minCount = 1 } = flags;
  if (name === '') throw new UsageError('--name is empty: give the plan a name.');
  if (out !== undefined) checkTarget(out);
  if (out !== undefined && flags.force !== true && existsSync(out)) {
    throw new UsageError(
      `${out} is there already. Name another file, or write over it with --force.`,
    );
  }
  const inference = new Inference();
  const reading = await readMessages({
    inputs,
    terminal,
    onMessage: (message) => inference.take(message),
  });
  const inferred = inference.infer({ name, minCount });
  checkRules(inferred, reading, inputs);
  const text = planText(inferred, out ?? (flags.json === true ? '.json' : ''));
  if (out === undefined) {
    terminal.complain(inferReport({ inferred, reading, out }));
    terminal.write(text);
  } else {
    replaceFile(out, text);
    const report = flags.json === true ? inferReportJson : inferReport;
    terminal.write(report({ inferred, reading, out }));
  }
  return faultCount(reading) + inferred.messagesLeftOut + inferred.nameless === 0 ? 0 : 1;
}

function checkRules(inferred: Inferred, reading: ReadingReport, inputs: readonly string[]): void {
  if (inferred.document.rules.length > 0) return;
  const where = inputs.join(', ');
  const why =
    reading.messages === 0
      ? `There is no message in ${where} (${counted(reading.lines, 'line')}): a line is a message as it is sent, such as {"type":"track","event":"Order Completed"}.`
      : `No message in ${where} makes a rule: ${subject(inferred.messagesBelowMinCount, 'message', 'is')} below --min-count, ${subject(inferred.nameless, 'track call', 'has')} no event.`;
  throw new UsageError(why);
}

/** The text of the plan, which can be loaded. */
function planText({ document }: Inferred, file: string): string {
  loadPlan(document);
  const text = sourceText(document, file);
  if (Buffer.byteLength(text) <= MAX_PLAN_BYTES) return text;
  throw new UsageError(
    `The plan would have more than ${MAX_PLAN_BYTES} bytes, which is more than can be loaded. Leave out what is rare with --min-count.`,
  );
}
