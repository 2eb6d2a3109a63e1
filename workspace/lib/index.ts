export type { MessageType } from './check.js';
export type { Fault } from './faults.js';
export { LIMITS } from './limits.js';
export type { WorkspaceOptions } from './options.js';
export type { Reason } from './reason.js';
export { startWorkspace, type Workspace } from './server.js';
export type { WorkspaceStats } from './stats.js';
export type { StoredMessage } from './store.js';
