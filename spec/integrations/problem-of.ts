import type { ValidationError } from '../../lib/base/errors.js';

/** What a function throws, as far as a ValidationError says it. */
export function problemOf(work: () => unknown): Partial<ValidationError> | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { code, call, field } = error as ValidationError;
    return { code, call, field };
  }
}
