import { afterEach } from '@jest/globals';
import type { WorkspaceOptions } from '../lib/options.js';
import { startWorkspace } from '../lib/start.js';
import type { Workspace } from '../lib/workspace.js';

const started: Workspace[] = [];

/** A workspace that is closed when the spec ends. */
export async function start(options?: WorkspaceOptions): Promise<Workspace> {
  const workspace = await startWorkspace(options);
  started.push(workspace);
  return workspace;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((workspace) => workspace.close()));
});
