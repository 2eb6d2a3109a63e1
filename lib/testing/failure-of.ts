/**
 * Makes the error of an assertion, with the place from which that was called, which an asynchronous one no longer knows when it fails.
 *
 * It is an ordinary error on purpose: of one that has the name, the class or the code of `node:assert`, Jest shows what it compared,
 * before and after the text; these compare nothing that it could show, and their text says it all.
 *
 * @param assertion whose frames, and those within it, are left out of the stack
 */
// biome-ignore lint/complexity/noBannedTypes: any function.
export function failureOf(assertion: Function): (message: string) => Error {
  const place = { stack: '' };
  Error.captureStackTrace(place, assertion);
  return (message) => {
    const error = new Error(message);
    const frames = place.stack.split('\n').filter((line) => /^ {4}at /.test(line));
    error.stack = [`Error: ${message}`, ...frames].join('\n');
    return error;
  };
}
