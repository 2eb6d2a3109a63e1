import type { JsonObject } from './json-object.js';
import type { PlanVerdict } from './plan-verdict.js';

/** A tracking plan, as `loadPlan` of `waybill/plan` gives it. */
export interface LoadedPlan {
  readonly name: string;
  readonly rules: readonly object[];
  verdict(message: JsonObject): object;
}

/** What the workspace needs of it. */
export interface SourcePlan extends LoadedPlan {
  /** The file, where it came from one. */
  readonly file: string | undefined;
  readonly document: {
    readonly rules: readonly unknown[];
  };
  /** The sources that its settings and transformations are for. */
  readonly sourceIds: readonly string[];
  readonly rules: readonly SourceRule[];
  verdict(message: JsonObject, options?: { readonly sourceId: string }): SourceVerdict;
  /** The message as the plan's transformations for a source make it; nothing where they drop it. */
  transform(message: JsonObject, sourceId: string): JsonObject | undefined;
}

/** One of its rules. */
export interface SourceRule {
  readonly type: string;
  readonly key: string | undefined;
  readonly version: number;
  /** The keys of the caller's own data that it knows; undefined where it leaves them open. */
  readonly planned: { readonly members: ReadonlyMap<string, unknown> | undefined } | undefined;
}

/** What it says of a message. */
export interface SourceVerdict
  extends Pick<
    PlanVerdict,
    'outcome' | 'isUnplanned' | 'violations' | 'unplanned' | 'omitted' | 'omittedOnViolation'
  > {
  readonly rule: SourceRule | undefined;
  readonly reason: string | undefined;
}

/** Whether something is such a plan, and not a path or the document of one. */
export function isSourcePlan(value: unknown): value is SourcePlan {
  if (typeof value !== 'object' || value === null) return false;
  const { verdict, transform, rules } = value as Readonly<Record<string, unknown>>;
  return typeof verdict === 'function' && typeof transform === 'function' && Array.isArray(rules);
}
