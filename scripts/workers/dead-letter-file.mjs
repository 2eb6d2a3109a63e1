import { AnalyticsError } from '../../lib/base/errors.ts';

/** Takes the place of lib/dead-letters/dead-letter-file.ts in the build for workers: they have no files. */
export class DeadLetterFile {
  constructor(path) {
    throw new AnalyticsError(`${path} is a file, and this runtime has none. Give a function.`, {
      code: 'dead-letter-file',
    });
  }
}
