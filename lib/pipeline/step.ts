import { plainError } from '../base/errors.js';
import { isThenable } from '../base/thenable.js';
import type { Message, MessageType } from '../message/message.js';
import type { SegmentEvent } from '../message/segment-event.js';
import { isCancelation } from './cancelation.js';
import { Context, loggerOf } from './context.js';
import { copyPlain } from './plain.js';
import type { HandlerResult, PluginLike, Step } from './plugin.js';
import { type Limit, within } from './within.js';

/** A plugin, or a function, as one call type passes it. */
export interface PreparedStep {
  readonly name: string;
  /** A message that it fails for goes on as it was before. */
  readonly sendsOnError: boolean;
  /** Why the plugin can't be run, since it could not be loaded. */
  failure: Error | undefined;
  /** Looks again whether the plugin has a handler for the type: `load` may have put one there, or taken it away. */
  look(): boolean;
  handle(context: Context): HandlerResult;
}

/** How a message left its steps. */
export type Passage =
  | { readonly kind: 'passed'; readonly context: Context }
  | { readonly kind: 'dropped'; readonly reason: 'filtered'; readonly plugin: string }
  | {
      readonly kind: 'dropped';
      readonly reason: 'plugin-failed';
      readonly plugin: string;
      readonly cause: unknown;
    };

/** The step that a plugin is for one call type, whether or not it has a handler for it yet. */
export function pluginStep(plugin: PluginLike, type: MessageType): PreparedStep {
  let hasHandler = typeof plugin[type] === 'function';
  return {
    name: plugin.name,
    sendsOnError: plugin.onError === 'send',
    failure: undefined,
    look() {
      hasHandler = typeof plugin[type] === 'function';
      return hasHandler;
    },
    handle(context) {
      if (!hasHandler) return context;
      const handler = plugin[type];
      // Whoever takes a handler away may have hidden something with it.
      if (handler === undefined) throw new TypeError(`Its handler for ${type} is gone.`);
      return handler.call(plugin, context);
    },
  };
}

/** The step that a function is, for every call type. */
export function functionStep(step: Step): PreparedStep {
  const name = step.name === '' ? 'a function' : step.name;
  const take = (context: Context, next: unknown): Context | null => {
    if (next === null) return null;
    if (!isMessageLike(next)) throw new TypeError('It returned neither a message nor null.');
    context.event = next;
    return context;
  };
  return {
    name,
    sendsOnError: false,
    failure: undefined,
    look: () => true,
    handle(context) {
      // Checked by whoever made the message, and again when all steps have run.
      const next: unknown = step(context.event as Message);
      if (!isThenable(next)) return take(context, next);
      return Promise.resolve(next).then((value) => take(context, value));
    },
  };
}

/** Runs steps over a message: in this turn, as long as none of them has to be waited for. The first drop ends the run. */
export function runSteps(
  steps: readonly PreparedStep[],
  context: Context,
  limit: Limit,
): Passage | Promise<Passage> {
  return runFrom(0, { steps, limit }, context);
}

interface Run {
  readonly steps: readonly PreparedStep[];
  readonly limit: Limit;
}

function runFrom(first: number, run: Run, start: Context): Passage | Promise<Passage> {
  let context = start;
  for (let index = first; index < run.steps.length; index += 1) {
    const step = run.steps[index];
    if (step === undefined) break;
    let next: Context | Passage;
    // A message that goes on in spite of a failure goes on as it was, not as the failure left it.
    const before = step.sendsOnError ? copyOf(context) : undefined;
    try {
      if (step.failure !== undefined) throw step.failure;
      const result = step.handle(context);
      // By far the most common, and all there is to it.
      if (result === context) continue;
      if (isThenable(result)) return runLater(index, run, { context, before, result });
      next = judge(step, context, result);
    } catch (thrown) {
      next = fail(step, context, { before, thrown, limit: run.limit });
    }
    if (!Context.isContext(next)) return next;
    context = next;
  }
  return { kind: 'passed', context };
}

interface Later {
  readonly context: Context;
  readonly before: SegmentEvent | undefined;
  readonly result: PromiseLike<unknown>;
}

async function runLater(
  index: number,
  run: Run,
  { context, before, result }: Later,
): Promise<Passage> {
  const step = run.steps[index];
  if (step === undefined) return { kind: 'passed', context };
  let next: Context | Passage;
  try {
    next = judge(step, context, await within(result, run.limit));
  } catch (thrown) {
    next = fail(step, context, { before, thrown, limit: run.limit });
  }
  return Context.isContext(next) ? runFrom(index + 1, run, next) : next;
}

function judge(step: PreparedStep, context: Context, result: unknown): Context | Passage {
  // A handler that only writes to its context and returns nothing is common, and clear.
  if (result === undefined) return context;
  if (result === null) return { kind: 'dropped', reason: 'filtered', plugin: step.name };
  // Read, since a proxy around a context looks like one until then.
  if (Context.isContext(result) && result.event !== undefined) return result;
  throw new TypeError('It returned neither a context nor null.');
}

interface Failure {
  readonly before: SegmentEvent | undefined;
  readonly thrown: unknown;
  readonly limit: Limit;
}

function fail(
  step: PreparedStep,
  context: Context,
  { before, thrown, limit }: Failure,
): Context | Passage {
  const { name: plugin } = step;
  if (isCancelation(thrown)) return { kind: 'dropped', reason: 'filtered', plugin };
  if (before === undefined) {
    return { kind: 'dropped', reason: 'plugin-failed', plugin, cause: thrown };
  }
  limit.ignored?.(plugin, thrown);
  // In a context of its own: the plugin may still hold the other, and write to it late.
  const fresh = new Context(before, context.id, undefined, loggerOf(context));
  const { message: cause } = plainError(thrown, (text) => text);
  fresh.log('warn', `The plugin ${plugin} failed, and the message goes on without it.`, { cause });
  return fresh;
}

function copyOf(context: Context): SegmentEvent | undefined {
  try {
    return copyPlain(context.event) as SegmentEvent | undefined;
  } catch {
    // A step before it left something that can't be written as JSON: the message could not be sent anyway.
    return undefined;
  }
}

function isMessageLike(value: unknown): value is SegmentEvent {
  return typeof value === 'object' && value !== null && 'type' in value && 'messageId' in value;
}
