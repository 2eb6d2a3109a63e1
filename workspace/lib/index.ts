export type { MessageType } from './intake/check.js';
export type { Fault } from './http/faults.js';
export { LIMITS } from './intake/limits.js';
export type { WorkspaceOptions } from './options.js';
export type { Reason } from './entry/reason.js';
export { startWorkspace, type Workspace } from './start.js';
export type { WorkspaceStats } from './store/stats.js';
export type { StoredMessage } from './store/store.js';
