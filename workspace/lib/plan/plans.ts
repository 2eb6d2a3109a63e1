import { resolve } from 'node:path';
import type { JsonObject } from '../entry/json-object.js';
import type { PlanVerdict } from '../entry/plan-verdict.js';
import type { Problem } from '../entry/problem.js';
import { isSourcePlan, type LoadedPlan, type SourcePlan } from '../entry/source-plan.js';
import { Judge } from './judge.js';
import { type PlanFiles, planFiles } from './plan-files.js';
import { planProblems } from './plan-problems.js';

/** A source that is held to a plan. */
export interface PlanSetup {
  readonly source: string;
  readonly plan: string | LoadedPlan;
  /** What it is called in the plan. @default its name */
  readonly sourceId?: string;
}

/** The file of a plan was read again, or can't be. */
export interface PlanNews {
  readonly file: string;
  /** Why the file can't be used, with line and path; the last good one counts. Undefined once it can. */
  readonly trouble: string | undefined;
}

/** The plan of a source, as it is told. */
export interface PlanState {
  readonly source: string;
  /** What it is called in the plan. */
  readonly sourceId: string;
  readonly plan: string;
  readonly rules: number;
  /** The file; null where it is none that could be written. */
  readonly file: string | null;
  /** Why the file can't be used as it is now; null where it can. */
  readonly trouble: string | null;
}

interface Held {
  readonly sourceId: string;
  readonly plan: SourcePlan;
  readonly judge: Judge;
  /** Absolute; undefined where the plan was given as an object. */
  readonly file: string | undefined;
  readonly trouble: string | undefined;
}

/**
 * The tracking plans of sources. Files are loaded, which is why a package that can read them has to be there.
 * @throws PlanError for a plan that can't be used, PlanPackageError, or RangeError for a source that the plan doesn't have
 */
export async function openPlans(setups: readonly PlanSetup[]): Promise<Plans> {
  const files = await planFiles(
    setups.flatMap(({ plan }) => (typeof plan === 'string' ? plan : [])),
  );
  const read = new Map<string, SourcePlan>();
  const open = (file: string): SourcePlan => {
    const plan = read.get(file) ?? files?.load(file);
    if (plan === undefined) throw new Error(`There is nothing to read ${file} with.`);
    read.set(file, plan);
    return plan;
  };
  const held = setups.map(({ source, plan: given, sourceId }): readonly [string, Held] => {
    const file = typeof given === 'string' ? resolve(given) : undefined;
    const plan = file === undefined ? checkedPlan(source, given) : open(file);
    checkSourceId(source, sourceId, plan);
    return [source, holdTo(plan, { sourceId: sourceId ?? source, file })];
  });
  return new Plans(new Map(held), files);
}

function checkedPlan(source: string, plan: string | LoadedPlan): SourcePlan {
  if (isSourcePlan(plan)) return plan;
  throw new RangeError(
    `startWorkspace: the plan of ${source} must be a path, or what loadPlan of waybill/plan gives.`,
  );
}

function checkSourceId(source: string, sourceId: string | undefined, plan: SourcePlan): void {
  const known = plan.sourceIds;
  if (sourceId === undefined || known.includes(sourceId)) return;
  const has = known.length === 0 ? 'has none' : `has ${known.join(', ')}`;
  throw new RangeError(
    `startWorkspace: the sourceId of ${source} must be one of its plan, ${plan.name}, which ${has}; found ${JSON.stringify(sourceId)}.`,
  );
}

function holdTo(plan: SourcePlan, { sourceId, file }: Pick<Held, 'sourceId' | 'file'>): Held {
  return { sourceId, plan, judge: new Judge(plan, sourceId), file, trouble: undefined };
}

/** The tracking plans of sources, which change when their files do. */
export class Plans {
  readonly #held: Map<string, Held>;
  /** Reads files; undefined where no plan comes from one. */
  readonly files: PlanFiles | undefined;
  readonly #listeners = new Set<(news: PlanNews) => void>();

  constructor(held: ReadonlyMap<string, Held>, files: PlanFiles | undefined) {
    this.#held = new Map(held);
    this.files = files;
  }

  /** What the plan of its source says of a message; undefined where the source has none. */
  judge(message: JsonObject, source: string): PlanVerdict | undefined {
    return this.#held.get(source)?.judge.of(message);
  }

  /** The same as problems. */
  problemsOf(message: JsonObject, source: string, verdict: PlanVerdict): readonly Problem[] {
    const held = this.#held.get(source);
    return held === undefined ? [] : planProblems(message, verdict, held.plan);
  }

  get isEmpty(): boolean {
    return this.#held.size === 0;
  }

  /** All of them, by source. */
  get states(): readonly PlanState[] {
    return [...this.#held].map(([source, { sourceId, plan, file, trouble }]) => ({
      source,
      sourceId,
      plan: plan.name,
      rules: plan.rules.length,
      file: file ?? null,
      trouble: trouble ?? null,
    }));
  }

  /** The plan of a source. */
  of(source: string): { readonly plan: SourcePlan; readonly file: string | undefined } | undefined {
    return this.#held.get(source);
  }

  /** Tells when the file of a plan was read again, or can't be. Gives the end of it. */
  onChanged(listener: (news: PlanNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads files again when they change, until it is closed. Keeps no program alive. */
  watch(): void {
    this.files?.watch((file) => this.reload(file));
  }

  /** Reads a file again. One that can't be used takes nothing away: the last good one counts. */
  reload(file: string): void {
    let trouble: string | undefined;
    let plan: SourcePlan | undefined;
    try {
      plan = this.files?.load(file);
    } catch (error) {
      trouble = error instanceof Error ? error.message : String(error);
    }
    for (const [source, held] of this.#held) {
      if (held.file !== file) continue;
      const next = plan === undefined ? { ...held, trouble } : holdTo(plan, held);
      this.#held.set(source, next);
    }
    for (const listener of this.#listeners) listener({ file, trouble });
  }

  close(): void {
    this.files?.close();
  }
}
