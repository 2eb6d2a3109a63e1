import { AnalyticsError } from '../base/errors.js';

/** A mistake in what is to be imported, or how: a file that is not there, an option that is wrong. */
export class ImportError extends AnalyticsError {
  override readonly name = 'ImportError';

  constructor(message: string, cause?: unknown) {
    super(message, { code: 'import', cause });
  }
}
