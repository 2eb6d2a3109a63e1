import { documentFaults } from '../../plan/check-document.js';
import type { PlanDocument } from '../../plan/document.js';
import { loadPlan } from '../../plan/load-plan.js';
import { mergePlan } from '../../plan/merge-plan.js';
import { PlanError } from '../../plan/plan-error.js';
import { ruleEdits } from '../../plan/rule-edits.js';
import { parseSource, sourceText } from '../../plan/source-text.js';
import { counted } from '../counted.js';
import { type Terminal, UsageError } from '../terminal.js';
import { withoutControls } from '../without-controls.js';
import { type ApiCommandSurroundings, surroundingsOfProcess } from './api-surroundings.js';
import { changeDocument, changeLines } from './change-lines.js';
import { checkId, openApi, showPages } from './open-api.js';
import { openPlan, problemLines } from './open-plan.js';
import { replaceFile, textIn } from './plan-file.js';
import { ApiError } from './public-api/api-error.js';

export interface PullOptions {
  readonly id: string;
  readonly out: string;
  readonly api?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export interface PullTask {
  readonly options: PullOptions;
  readonly terminal: Terminal;
  readonly surroundings?: ApiCommandSurroundings;
}

/** Fetches a plan into a file. Gives the exit code. @throws UsageError */
export async function pullPlan({
  options,
  terminal,
  surroundings = surroundingsOfProcess(),
}: PullTask): Promise<number> {
  const { id, out, api: address } = options;
  checkId(id);
  const text = textIn(out);
  const own = text === undefined ? undefined : ownPlan(text, out, id);
  const { api } = openApi(address, terminal, surroundings);
  try {
    const plan = await api.plan(id);
    const { rules, unknown } = await api.rules(id, showPages(terminal));
    terminal.progress('');
    if (unknown.length > 0)
      terminal.complain(
        `note: ${counted(unknown.length, 'rule')} of a type that is not known here: left out.\n`,
      );
    return finish({
      options,
      terminal,
      text,
      own,
      merged: mergePlan(own ?? { ...plan, rules: [] }, { ...plan, rules }),
    });
  } catch (error) {
    terminal.progress('');
    if (!(error instanceof ApiError)) throw error;
    terminal.complain(`error: ${error.message} ${out} is as it was.\n`);
    return 1;
  }
}

/**
 * The plan that the file has. One that came with something in it that can't be used is read, too: what was mended at the
 * service is to replace it.
 */
function ownPlan(text: string, out: string, id: string): PlanDocument {
  const document = readableIn(text, out) ?? openPlan(out).document;
  if (document.id === undefined || document.id === id) return document;
  throw new UsageError(
    `${out} is another plan, ${document.id}. Name another file, or pull that plan.`,
  );
}

/** A plan of the right shape, whatever is in its schemas. */
function readableIn(text: string, out: string): PlanDocument | undefined {
  try {
    const document = parseSource(text, out);
    return documentFaults(document).length === 0 ? (document as PlanDocument) : undefined;
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}

interface Finish {
  readonly options: PullOptions;
  readonly terminal: Terminal;
  /** What the file said before anything was fetched. */
  readonly text: string | undefined;
  readonly own: PlanDocument | undefined;
  readonly merged: PlanDocument;
}

function finish({ options, terminal, text: before, own, merged }: Finish): number {
  const { out, dryRun = false, json = false } = options;
  const changes = ruleEdits(own?.rules ?? [], merged.rules);
  const text = sourceText(merged, out);
  const isSame = own !== undefined && sourceText(own, out) === text;
  // A file that says the same keeps its comments.
  if (!isSame && !dryRun) {
    if (textIn(out) !== before) {
      terminal.complain(
        `error: ${out} was changed while the plan was fetched, and is left as it is. Pull again.\n`,
      );
      return 1;
    }
    replaceFile(out, text);
  }
  const state = isSame ? 'same' : dryRun ? 'planned' : 'written';
  const problems = problemsOf(merged);
  if (json) {
    const document = {
      id: merged.id,
      file: out,
      state,
      rules: merged.rules.length,
      changes: changes.map(changeDocument),
      problems,
    };
    terminal.write(`${JSON.stringify(document, undefined, 2)}\n`);
  } else {
    terminal.write(
      `${sentenceOf(state, merged, out)}\n${own === undefined ? '' : changeLines(changes)}`,
    );
  }
  for (const problem of problems) terminal.complain(`${out}: ${withoutControls(problem)}\n`);
  return problems.length === 0 ? 0 : 1;
}

function sentenceOf(
  state: 'same' | 'planned' | 'written',
  plan: PlanDocument,
  out: string,
): string {
  const what = `${withoutControls(plan.name)}, ${counted(plan.rules.length, 'rule')}`;
  if (state === 'same') return `${out} is up to date: ${what}.`;
  return state === 'planned' ? `${out} would be written: ${what}.` : `${out} is written: ${what}.`;
}

/** What was fetched is written in any case, so that somebody can put it right. */
function problemsOf(merged: PlanDocument): readonly string[] {
  try {
    loadPlan(merged);
    return [];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return problemLines(error);
  }
}
