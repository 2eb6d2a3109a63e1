import { AnalyticsError } from '../base/errors.js';

/** Messages could not be kept on the disk, or not be read from it. They go on in memory, where they are there. */
export class SpoolError extends AnalyticsError {
  override readonly name: string = 'SpoolError';

  /** What is so of the spool: `The spool ${what}.` */
  constructor(what: string, cause?: unknown) {
    super(`The spool ${what}.`, { code: 'spool-failed', cause });
  }
}

/** A folder that can't be one for a spool, however long one waits. */
export class SpoolFolderError extends SpoolError {
  /** The folder, and what is wrong with it. */
  readonly found: string;

  constructor(found: string, cause?: unknown) {
    super(`needs a folder of its own that can be written to; found ${found}`, cause);
    this.found = found;
  }
}
