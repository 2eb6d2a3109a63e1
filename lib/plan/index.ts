export type { Action, ActionsByKind, FindingKind, OnViolation } from './actions.js';
export type {
  Connection,
  JsonSchema,
  PlanDocument,
  Planning,
  PlanRule,
  PlanType,
  RuleType,
  SourceSettings,
  TrackSettings,
  TraitSettings,
  Transformation,
} from './document.js';
export type { BlockReason, Verdict } from './enforce.js';
export { inferPlan } from './infer/infer-plan.js';
export type { InferOptions } from './infer/inference.js';
export { loadPlan } from './load-plan.js';
export { Plan, type VerdictOptions } from './plan.js';
export { PlanError, type PlanProblem } from './plan-error.js';
export type { Rule } from './rule.js';
export type { Violation, ViolationKind } from './violation.js';
