export {
  defineConfig,
  type SourceConfig,
  type SourceKind,
  type WaybillConfig,
  type WorkspaceConfig,
} from './config/config.js';
export { ConfigError } from './config/config-error.js';
export { type LoadedConfig, loadConfig } from './config/load-config.js';
export type { Reason } from './entry/reason.js';
export type { Fault } from './http/faults.js';
export type { MessageType } from './intake/check.js';
export { LIMITS } from './intake/limits.js';
export type { WorkspaceOptions } from './options.js';
export { startWorkspace, type Workspace } from './start.js';
export type { WorkspaceStats } from './store/stats.js';
export type { StoredMessage } from './store/store.js';
