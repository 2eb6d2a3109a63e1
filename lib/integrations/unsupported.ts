import { ValidationError } from '../base/errors.js';

/** A framework in a version that an entry point is not for. */
export interface Unsupported {
  /** What the program called. */
  readonly call: string;
  /** The package of the framework. */
  readonly framework: string;
  /** What was found: a version, or its major. */
  readonly version: string;
  /** What to do, and where it isn't obvious, why. */
  readonly expected: string;
}

/** The error that names a framework, the version of it that was found, and what to do. */
export function unsupported({ call, framework, version, expected }: Unsupported): ValidationError {
  const found = `version ${version}`;
  return new ValidationError({ code: 'invalid', call, field: framework, found, expected });
}
