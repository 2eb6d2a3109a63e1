export type {
  ClientConfig,
  SourceConfig,
  WaybillConfig,
  WorkspaceConfig,
} from './config/config.js';
export { defineConfig } from './config/config.js';
export { ConfigError } from './config/config-error.js';
export { loadConfig } from './config/load-config.js';
export type { Entry, Outcome } from './entry/entry.js';
export type { Fault } from './entry/fault.js';
export type { Filter } from './entry/filter.js';
export type { PlanRuleName, PlanVerdict, PlanViolation } from './entry/plan-verdict.js';
export type { Problem } from './entry/problem.js';
export type { Reason } from './entry/reason.js';
export type { Source, SourceKind } from './entry/source.js';
export type { LoadedPlan } from './entry/source-plan.js';
export type { MessageType, StoredMessage } from './entry/stored-message.js';
export { LIMITS } from './intake/limits.js';
export { LogError } from './log/log-error.js';
export type { RecoveryProgress, WorkspaceOptions } from './options.js';
export type { AddedEvent, EventToAdd } from './plan/add-event.js';
export { PlanEditError } from './plan/add-event.js';
export type { PlanRule } from './plan/plan-package.js';
export type { PlanNews, PlanState } from './plan/plans.js';
export type {
  CheckedSource,
  FieldFinding,
  Finding,
  ViolationGroup,
  ViolationQuery,
  ViolationsSnapshot,
} from './plan/violations.js';
export { startWorkspace } from './start.js';
export type { WorkspaceStats } from './store/stats.js';
export type { Workspace } from './workspace.js';
