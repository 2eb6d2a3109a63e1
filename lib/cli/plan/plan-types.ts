import { CLIENT_MARK, clientSource } from '../../plan/typed-client/client-source.js';
import type { PlannedCall, PlannedCalls } from '../../plan/typed-client/planned-calls.js';
import { counted } from '../counted.js';
import { type Terminal, UsageError } from '../terminal.js';
import { openPlan } from './open-plan.js';
import { replaceFile, textIn } from './plan-file.js';

export interface TypesOptions {
  readonly out: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

export interface TypesTask {
  /** The plan. */
  readonly file: string;
  readonly options: TypesOptions;
  readonly terminal: Terminal;
}

type State = 'current' | 'written' | 'outdated' | 'missing';

/** Writes the typed client of a plan, or says whether it is up to date. Gives the exit code. @throws UsageError */
export function planTypes({ file, options, terminal }: TypesTask): number {
  const { out, check = false, json = false } = options;
  const { calls, source } = clientSource(openPlan(file));
  if (callsOf(calls).length === 0) {
    throw new UsageError(
      `${file} has no rule for a call, so there is nothing to write. Plan an event first.`,
    );
  }
  const state = stateOf(out, source);
  const isWritten = !check && state !== 'current';
  if (isWritten) replaceFile(out, source);
  const report = { plan: file, file: out, state: isWritten ? 'written' : state, calls } as const;
  if (json) terminal.write(`${JSON.stringify(documentOf(report), undefined, 2)}\n`);
  else terminal.write(`${sentenceOf(report)}\n`);
  for (const note of calls.notes) terminal.complain(`note: ${note}\n`);
  return check && state !== 'current' ? 1 : 0;
}

interface Report {
  readonly plan: string;
  readonly file: string;
  readonly state: State;
  readonly calls: PlannedCalls;
}

function stateOf(out: string, source: string): State {
  const found = textIn(out);
  if (found === undefined) return 'missing';
  // What somebody wrote by hand is not lost to a wrong name.
  if (!found.startsWith(CLIENT_MARK) && found.trim() !== '') {
    throw new UsageError(`${out} was not made by this command. Name another file, or delete it.`);
  }
  return sameLines(found, source) ? 'current' : 'outdated';
}

/** Git may give a file the line ends of its system. */
function sameLines(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n') === other;
}

function sentenceOf({ plan, file, state, calls }: Report): string {
  const count = `${counted(calls.events.length, 'function')} for events`;
  switch (state) {
    case 'current':
      return `${file} is up to date with ${plan}: ${count}.`;
    case 'written':
      return `${file} is written: ${count}.`;
    case 'outdated':
      return `${file} is not what ${plan} makes. Run waybill plan types ${plan} --out ${file}, and commit the file.`;
    case 'missing':
      return `There is no file ${file}. Run waybill plan types ${plan} --out ${file}, and commit the file.`;
  }
}

function documentOf({ plan, file, state, calls }: Report): object {
  const functions = callsOf(calls).map(({ functionName, typeName, rule }) => ({
    function: functionName,
    properties: typeName,
    type: rule.type,
    ...(rule.key === undefined ? {} : { key: rule.key }),
    version: rule.version,
  }));
  return { plan, file, state, functions, notes: calls.notes };
}

function callsOf({
  events,
  identify,
  group,
  pages,
  screens,
}: PlannedCalls): readonly PlannedCall[] {
  return [identify, group, ...pages, ...screens, ...events].filter((call) => call !== undefined);
}
