import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../entry/json-object.js';
import type { SourcePlan } from '../entry/source-plan.js';
import type { PlanFiles } from './plan-files.js';
import type { PlanRule } from './plan-package.js';
import type { Plans } from './plans.js';

/** An event, page or screen of a source. */
export interface EventToAdd {
  readonly source: string;
  /** @default 'track' */
  readonly type?: 'track' | 'page' | 'screen';
  /** Its name. */
  readonly event: string;
}

/** What was added to a plan. */
export interface AddedEvent {
  readonly source: string;
  readonly file: string;
  /** How many messages the rule was made of. */
  readonly messages: number;
  readonly rule: PlanRule;
}

/** An event that can't be added to a plan. Its text says what was found and what to do. */
export class PlanEditError extends Error {
  override readonly name = 'PlanEditError';
  readonly code: 'no-plan' | 'no-messages' | 'no-file' | 'already-planned' | 'not-editable';

  constructor(code: PlanEditError['code'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

const RULE_TYPES = { track: 'TRACK', page: 'PAGE', screen: 'SCREEN' } as const;

/**
 * Adds a rule for an event to the file of its source's plan, which all the given messages fit, and reads the plan again.
 * Rejects with a PlanEditError where that can't be.
 */
export async function addEvent(
  { source, type = 'track', event }: EventToAdd,
  messages: readonly JsonObject[],
  plans: Plans,
): Promise<AddedEvent> {
  // The reader of YAML is large, and only this needs it.
  const { withRule } = await import('./rule-text.js');
  const held = plans.of(source);
  if (held === undefined) {
    throw new PlanEditError('no-plan', `The source ${source} has no plan: give it one.`);
  }
  const { file, plan } = held;
  if (file === undefined || plans.files === undefined) {
    const text = `The plan of ${source} was given as an object, and not as a file that could be written: add ${event} where it is made.`;
    throw new PlanEditError('no-file', text);
  }
  const isSame = (rule: { readonly type: string; readonly key: string | undefined }): boolean =>
    rule.type === RULE_TYPES[type] && rule.key === event;
  if (plan.rules.some(isSame)) {
    throw new PlanEditError('already-planned', `${event} is in the plan already.`);
  }
  if (messages.length === 0) {
    const text = `No message of ${event} is in memory, of which a rule could be made: send one.`;
    throw new PlanEditError('no-messages', text);
  }
  const rule = plans.files.ruleOf({ type: RULE_TYPES[type], key: event }, messages);
  if (rule === undefined) {
    throw new PlanEditError('no-messages', `No rule can be made of the messages of ${event}.`);
  }
  write({ file, rule, files: plans.files, withRule });
  plans.reload(file);
  return { source, file, messages: messages.length, rule };
}

interface Writing {
  readonly file: string;
  readonly rule: PlanRule;
  readonly files: PlanFiles;
  readonly withRule: (text: string, file: string, rule: object) => string | undefined;
}

/** Writes another file beside it, looks at it as a plan, and puts it in place: nobody finds half of it. */
function write({ file, rule, files, withRule }: Writing): void {
  let made: string | undefined;
  try {
    const path = realpathSync(file);
    const before = files.read(path);
    const text = withRule(readFileSync(path, 'utf8'), path, rule);
    if (text === undefined) throw new Error('its rules are in a form that none can be added to');
    // Its name ends in the same way, which says how it is read.
    made = join(dirname(path), `.${process.pid}-${basename(path)}`);
    writeFileSync(made, text, { mode: statSync(path).mode, flag: 'wx' });
    if (!isLonger(files.read(made), before, rule)) {
      throw new Error('the rest of it would not stay as it is');
    }
    renameSync(made, path);
    made = undefined;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const text = `${rule.key ?? rule.type} can't be added to ${file}: ${reason.replace(/\.?$/, '.')} Add it by hand.`;
    throw new PlanEditError('not-editable', text, cause);
  } finally {
    if (made !== undefined) rmSync(made, { force: true });
  }
}

/** Whether a plan is another with this rule at its end. */
function isLonger(after: SourcePlan, before: SourcePlan, rule: PlanRule): boolean {
  const rules = [...before.document.rules, rule];
  return isDeepStrictEqual(after.document, { ...before.document, rules });
}
