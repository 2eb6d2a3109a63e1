import { isBag } from '../base/bag.js';
import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';

/** What every ready-made step takes. */
export interface StepOptions {
  /**
   * Told in errors, and what `deregister` takes. A client has one plugin of each name, so the second step of a kind needs a
   * name of its own. @default the name of the function
   */
  readonly name?: string | undefined;
}

/** A field that was found wrong. It is told by its kind: what is in it may be a key, or personal. */
export interface Wrong {
  /** The function that was called: `redact`. */
  readonly call: string;
  readonly field: string;
  readonly found: unknown;
  readonly expected: string;
}

/** The name of a step. @throws ValidationError where options are no object, have an unknown name, or the name is no text. */
export function checkOptions(call: string, options: unknown, known: readonly string[]): string {
  if (!isBag(options)) {
    throw wrong({ call, field: 'options', found: options, expected: 'a plain object' });
  }
  for (const field of Object.keys(options)) {
    if (field === 'name' || known.includes(field)) continue;
    const expected = `one of the options ${[...known, 'name'].join(', ')}`;
    throw wrongAs({ call, field, found: 'none of that name', expected });
  }
  const { name = call } = options;
  if (typeof name === 'string' && name !== '') return name;
  throw wrong({ call, field: 'name', found: name, expected: 'a non-empty string' });
}

/** The error for an option that is wrong. */
export function wrong({ found, ...rest }: Wrong): ValidationError {
  return wrongAs({ ...rest, found: describe(found) });
}

/** The same, with words of its own for what was found. */
export function wrongAs(details: Wrong & { readonly found: string }): ValidationError {
  return new ValidationError({ code: 'invalid', ...details });
}
