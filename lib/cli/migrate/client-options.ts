import { ValidationError } from '../../base/errors.js';
import { resolveOptions } from '../../client/check-options.js';

/** What the check of the constructor finds where there is no option of a name. */
const NO_SUCH_NAME = 'none of that name';

/**
 * What to write in the place of an option, or of a part of one, that Waybill does not know; nothing, if it does. It asks the
 * constructor's own check, so it knows the options that there are.
 */
export function hintForUnknown(path: readonly string[]): string | undefined {
  const problem = problemOf(path, undefined);
  return problem?.found === NO_SUCH_NAME ? problem.expected : undefined;
}

/** Why Waybill's constructor would throw for the value of an option; nothing, if it would not. */
export function refusalOf(path: readonly string[], value: unknown): string | undefined {
  return problemOf(path, value)?.message.replace(/^Analytics: /, '');
}

function problemOf(
  [name = '', part]: readonly string[],
  value: unknown,
): ValidationError | undefined {
  const own: unknown = part === undefined ? value : { [part]: value };
  // That it may be wrong is what is asked for.
  const given = { writeKey: 'a-write-key', [name]: own } as Parameters<typeof resolveOptions>[0];
  try {
    resolveOptions(given);
    return undefined;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const field = part === undefined ? name : `${name}.${part}`;
    return error.field === field ? error : undefined;
  }
}
