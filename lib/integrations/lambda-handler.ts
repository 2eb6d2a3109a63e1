import { isThenable } from '../base/thenable.js';

/**
 * A handler of AWS Lambda: `(event, context)`, `(event, context, callback)`, or `(event, responseStream, context)` for one
 * that streams.
 */
export type LambdaHandler = (...given: never[]) => unknown;

/** What is needed of the context of an invocation. A unit test may pass one without it. */
export interface InvocationContext {
  getRemainingTimeInMillis?(): number;
}

/** Calls a handler, and gives its result as a promise, whatever its style. */
export async function called(handler: LambdaHandler, given: readonly unknown[]): Promise<unknown> {
  const call = handler as (...given: readonly unknown[]) => unknown;
  if (handler.length < 3 || isStreaming(given)) return call(...given);
  const [event, context] = given;
  return new Promise((resolve, reject) => {
    const callback = (error?: unknown, result?: unknown): void => {
      if (error === undefined || error === null) resolve(result);
      else reject(error);
    };
    const result = call(event, context, callback);
    if (isThenable(result)) result.then(resolve, reject);
  });
}

/** The invocation's context, as far as it can be told. */
export function contextOf(given: readonly unknown[]): InvocationContext | undefined {
  const context = isStreaming(given) ? given[2] : given[1];
  return typeof context === 'object' && context !== null ? context : undefined;
}

/** Whether a function was written as `async`, as the runtime tells it. */
export function isAsync(handler: LambdaHandler): boolean {
  return handler.constructor.name === 'AsyncFunction';
}

function isStreaming([, second]: readonly unknown[]): boolean {
  return typeof second === 'object' && second !== null && 'write' in second && 'end' in second;
}
