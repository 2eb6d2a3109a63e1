const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not. Change its permissions, or name another file.',
  EPERM: 'this user may not. Change its permissions, or name another file.',
  EROFS: 'its disk is read-only. Name a file elsewhere.',
  EISDIR: 'it is a folder. Name a file in it.',
  ENOTDIR: 'a part of its path is a file, where a folder is needed.',
  EEXIST: 'a part of its path is a file, where a folder is needed.',
  ENOENT: 'there is no such file.',
  ENOSPC: 'the disk is full. Make room, or name a file on another.',
  EDQUOT: 'the quota of this user is used up. Make room, or name a file on another disk.',
};

/** Why a file could not be read or written, and what to do, as the end of a sentence. */
export function fileFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : REASONS[code]) ?? message;
}
