/**
 * The log can't do what it was asked for. `code` is stable: the name that the system gives (`ENOSPC`, `EROFS` …), or
 * `folder-owned` for a folder that another workspace uses, `closed` for a log that was closed. The message says what to do.
 *
 * It is no AnalyticsError: the workspace is a package of its own, without the client.
 */
export class LogError extends Error {
  override readonly name = 'LogError';
  readonly code: string;

  constructor(message: string, details: { readonly code: string; readonly cause?: unknown }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Make room on it, or clear the log.',
  EDQUOT: 'the quota of the disk is used up. Make room, or clear the log.',
  EFBIG: 'a file would be larger than this process may make it. Raise the limit (ulimit -f).',
  EROFS: 'the file system is read-only. Choose a folder that can be written.',
  EACCES: 'this user may not write there. Change the rights of the folder, or choose another.',
  EPERM: 'the system does not allow it. Change the rights of the folder, or choose another.',
  ENOTDIR:
    'there is a file where a folder is needed. Move the file away, or choose another folder.',
  EEXIST: 'another program writes to this folder. Choose another folder.',
  EISDIR: 'there is a folder where a file is needed. Move it away, or choose another folder.',
  ENOENT: 'a part of it is gone. Start the workspace again, and it is made anew.',
  EMFILE: 'this process has too many files open. Raise the limit (ulimit -n).',
  ENFILE: 'the system has too many files open. Close other programs.',
  EIO: 'the disk reports an error. Check it, and choose a folder on another one.',
};

/** Passes a result on, and a failure with its explanation. */
export async function explained<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(error, path);
  }
}

/** Says in words why a folder or file can't be used; an error that isn't the system's comes back as it is. */
function explain(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === undefined || error instanceof LogError) return error;
  const advice = ADVICE[code] ?? `the system reports ${code}. Choose another folder.`;
  return new LogError(`The log ${path} can't be used: ${advice}`, { code, cause: error });
}

/** The code of an error that the system reported. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
