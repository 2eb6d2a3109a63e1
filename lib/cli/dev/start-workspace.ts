import { UsageError } from '../terminal.js';
import { nextFreePort } from './free-port.js';
import { listenerUrl } from './listener-url.js';
import { ownerOfPort } from './port-owner.js';
import { addressOfOwner, type Found, findWorkspace } from './running.js';
import { StartError } from './start-error.js';
import { systemCode } from './system-code.js';
import type { RunningWorkspace, StartOptions, WorkspacePackage } from './workspace-package.js';

/** A workspace of ours, or what is in its way. */
export type Started =
  | { readonly kind: 'started'; readonly workspace: RunningWorkspace }
  /** Its folder or its port belongs to another workspace; `error` is for those who want their own. */
  | { readonly kind: 'runs-already'; readonly found: Found; readonly error: StartError };

/** Starts a workspace. @throws StartError, or UsageError for an option that it refuses */
export async function startWorkspace(
  { startWorkspace: start }: WorkspacePackage,
  options: StartOptions,
): Promise<Started> {
  try {
    return { kind: 'started', workspace: await start(options) };
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    const code = systemCode(error);
    if (code === 'invalid-plan' && error instanceof Error) throw new UsageError(error.message);
    if (code === 'folder-owned' && error instanceof Error) return besideOwner(options, error);
    if (code === 'EADDRINUSE') return besideListener(options);
    throw explained(error, options);
  }
}

async function besideOwner({ folder = '' }: StartOptions, cause: Error): Promise<Started> {
  const address = addressOfOwner(folder);
  const found = address === undefined ? undefined : await findWorkspace(address);
  const attach = found === undefined ? '' : ' To watch it: waybill dev --tail';
  const error = new StartError(`${cause.message}${attach}`, { cause });
  if (found === undefined) throw error;
  return { kind: 'runs-already', found, error };
}

async function besideListener({ port, host }: StartOptions): Promise<Started> {
  const found = await findWorkspace(listenerUrl({ port, host }));
  const [owner, free] = await Promise.all([ownerOfPort(port), nextFreePort({ port, host })]);
  const who = owner === undefined ? '' : ` by ${owner.name || 'a process'} (pid ${owner.pid})`;
  const what = found === undefined ? '' : `, a workspace${inFolder(found)}`;
  const advice =
    free === undefined
      ? 'Take another one: waybill dev --port 0'
      : `Take the next free one: waybill dev --port ${free}`;
  const attach = found === undefined ? '' : ', or watch that workspace: waybill dev --tail';
  const unknown =
    owner === undefined && found === undefined ? ' by a process that this user may not see' : '';
  const error = new StartError(`port ${port} is in use${who}${what}${unknown}. ${advice}${attach}`);
  if (found === undefined) throw error;
  return { kind: 'runs-already', found, error };
}

function inFolder({ folder }: Found): string {
  return folder === undefined ? '' : ` of ${folder}`;
}

/** A fault of the disk or the network, in words; another error as it is. */
export function explained(error: unknown, { port, host }: StartOptions): unknown {
  if (!(error instanceof Error)) return error;
  const code = systemCode(error);
  const syscall = 'syscall' in error ? error.syscall : undefined;
  if (code === 'no-plan-package') return new StartError(error.message, { cause: error });
  if (error.name === 'LogError') {
    const text = `${error.message} Without a disk it runs as well: waybill dev --memory`;
    return new StartError(text, { cause: error });
  }
  if (syscall === 'getaddrinfo' || code === 'EADDRNOTAVAIL' || code === 'EINVAL') {
    return new StartError(`--host ${host} is no address of this computer (${code}).`, {
      cause: error,
    });
  }
  if (syscall === 'listen' && code === 'EACCES') {
    const text = `this user may not listen on port ${port}. Take one above 1023: waybill dev --port 8765`;
    return new StartError(text, { cause: error });
  }
  return error;
}
