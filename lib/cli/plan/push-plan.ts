import type { PlanDocument } from '../../plan/document.js';
import type { FetchedPlan } from '../../plan/fetched-plan.js';
import { type RuleEdit, ruleEdits } from '../../plan/rule-edits.js';
import { type Terminal, UsageError } from '../terminal.js';
import { withoutControls } from '../without-controls.js';
import { type ApiCommandSurroundings, surroundingsOfProcess } from './api-surroundings.js';
import { checkId, type OpenedApi, openApi, showPages } from './open-api.js';
import { openPlan } from './open-plan.js';
import { ApiError } from './public-api/api-error.js';
import type { FetchedRules } from './public-api/public-api.js';
import { type PushReport, pushJson, pushText, pushTitle } from './push-report.js';
import { pushSteps, runSteps } from './push-steps.js';

export interface PushOptions {
  readonly id?: string;
  readonly create?: boolean;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly api?: string;
  readonly json?: boolean;
}

export interface PushTask {
  /** The plan. */
  readonly file: string;
  readonly options: PushOptions;
  readonly terminal: Terminal;
  readonly surroundings?: ApiCommandSurroundings;
}

/** Writes a plan to the service, after it has shown what changes. Gives the exit code. @throws UsageError */
export async function pushPlan(task: PushTask): Promise<number> {
  const { file, options, terminal, surroundings = surroundingsOfProcess() } = task;
  const { document } = openPlan(file);
  const id = targetOf(document, file, options);
  const mayAsk = surroundings.ask !== undefined && options.json !== true;
  if (options.dryRun !== true && options.yes !== true && !mayAsk) {
    throw new UsageError(
      'Nobody can be asked here. Add --yes to write, or --dry-run to see what would change.',
    );
  }
  const opened = openApi(options.api, terminal, surroundings);
  try {
    return await new Push({
      file,
      document,
      id,
      options,
      terminal,
      opened,
      ask: surroundings.ask,
    }).run();
  } catch (error) {
    terminal.progress('');
    if (!(error instanceof ApiError)) throw error;
    // All that can fail before the rules is to ask, which may be repeated, and to make a plan, which may not.
    const isSure = id !== undefined || error.isRefusal;
    const end = isSure
      ? 'Nothing was written.'
      : 'Perhaps the plan was made: look there before you try again.';
    terminal.complain(`error: ${error.message} ${end}\n`);
    return 1;
  }
}

/** The plan to write to; undefined for a new one. */
function targetOf(
  document: PlanDocument,
  file: string,
  { id, create }: PushOptions,
): string | undefined {
  if (create === true) {
    if (id !== undefined) throw new UsageError('--create makes an id: leave --id out.');
    if (document.id === undefined) return undefined;
    throw new UsageError(
      `${file} has an id, ${document.id}. Leave --create out, or take the id out of the file.`,
    );
  }
  const target = id ?? document.id;
  if (target === undefined) {
    throw new UsageError(
      `${file} has no id. Name the plan by --id tp_…, or make a new one by --create.`,
    );
  }
  checkId(target);
  return target;
}

interface PushParts {
  readonly file: string;
  readonly document: PlanDocument;
  readonly id: string | undefined;
  readonly options: PushOptions;
  readonly terminal: Terminal;
  readonly opened: OpenedApi;
  readonly ask: ApiCommandSurroundings['ask'];
}

interface FoundPlan extends FetchedRules {
  readonly plan: FetchedPlan;
}

const MAX_NAMES = 5;

const CHANGED_MEANWHILE = {
  state: 'failed',
  written: [],
  unsure: [],
  error: new ApiError('Somebody changed the rules of the plan after they were shown.'),
} as const;

class Push {
  readonly #parts: PushParts;

  constructor(parts: PushParts) {
    this.#parts = parts;
  }

  async run(): Promise<number> {
    const { id, document, options } = this.#parts;
    const found = id === undefined ? undefined : await this.#found(id);
    const { unknown = [] } = found ?? {};
    if (options.replace === true && unknown.length > 0) return this.#refuse(unknown);
    const all = ruleEdits(found?.rules ?? [], document.rules);
    const isKept = ({ kind }: RuleEdit): boolean => kind === 'removed' && options.replace !== true;
    const changes = all.filter((change) => !isKept(change));
    const report: PushReport = {
      file: this.#parts.file,
      api: this.#parts.opened.url,
      id,
      name: document.name,
      details: found === undefined ? [] : detailsOf(document, found.plan),
      changes,
      same: document.rules.length - changes.filter(({ kind }) => kind !== 'removed').length,
      kept: all.length - changes.length,
    };
    const isSame = id !== undefined && changes.length === 0 && report.details.length === 0;
    if (isSame) return this.#end({ ...report, state: 'same' });
    if (options.dryRun === true) return this.#end({ ...report, state: 'planned' });
    if (options.json !== true) this.#parts.terminal.write(pushTitle(report));
    if (options.yes !== true && !(await this.#isWanted()))
      return this.#end({ ...report, state: 'cancelled' });
    if (found !== undefined && isReplaced(report, options) && (await this.#hasChanged(found))) {
      return this.#end({ ...report, ...CHANGED_MEANWHILE, notWritten: changes });
    }
    return this.#write(report);
  }

  async #found(id: string): Promise<FoundPlan> {
    const { opened, terminal } = this.#parts;
    const plan = await opened.api.plan(id);
    const { rules, unknown } = await opened.api.rules(id, showPages(terminal));
    terminal.progress('');
    return { plan, rules, unknown };
  }

  /** What takes the place of all rules would take that of rules, too, which nobody was shown. */
  async #hasChanged({ plan, rules }: FoundPlan): Promise<boolean> {
    const { opened, terminal } = this.#parts;
    const now = await opened.api.rules(plan.id, showPages(terminal));
    terminal.progress('');
    return now.unknown.length > 0 || ruleEdits(rules, now.rules).length > 0;
  }

  #refuse(unknown: readonly string[]): number {
    const names = withoutControls(unknown.slice(0, MAX_NAMES).join(', '));
    const more = unknown.length > MAX_NAMES ? ` and ${unknown.length - MAX_NAMES} more` : '';
    this.#parts.terminal.complain(
      `error: The plan has rules of types that are not known here, which --replace would remove: ${names}${more}. Leave --replace out, or remove them there. Nothing was written.\n`,
    );
    return 1;
  }

  async #isWanted(): Promise<boolean> {
    const answer = await this.#parts.ask?.('Write that? [y/N] ');
    return /^y(?:es)?$/i.test(answer?.trim() ?? '');
  }

  async #write(report: PushReport): Promise<number> {
    const { opened, document, options, terminal } = this.#parts;
    const id = report.id ?? (await opened.api.create(document)).id;
    const steps = pushSteps({
      id,
      document,
      changes: report.changes,
      details: report.details,
      api: opened.api,
      replaces: options.replace === true,
    });
    const result = await runSteps(steps, (done, all) =>
      terminal.progress(`${done} of ${all} rules`),
    );
    terminal.progress('');
    const { error } = result;
    return this.#end({
      ...report,
      ...result,
      id,
      state: error === undefined ? 'written' : 'failed',
      isNew: report.id === undefined,
    });
  }

  #end(report: PushReport): number {
    const { terminal, options } = this.#parts;
    terminal.write(options.json === true ? pushJson(report) : pushText(report));
    if (report.error !== undefined) terminal.complain(`error: ${report.error.message}\n`);
    return report.state === 'failed' || report.state === 'cancelled' ? 1 : 0;
  }
}

function isReplaced({ changes }: PushReport, { replace }: PushOptions): boolean {
  return replace === true && changes.some(({ kind }) => kind === 'removed');
}

/** What a plan itself says that is not as in the file. What the file leaves out stays. */
function detailsOf(
  document: PlanDocument,
  found: FetchedPlan,
): readonly ('name' | 'description')[] {
  return (['name', 'description'] as const).filter(
    (name) => document[name] !== undefined && document[name] !== (found[name] ?? ''),
  );
}
