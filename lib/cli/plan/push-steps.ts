import { chunk } from 'remeda';
import type { PlanDocument, PlanRule } from '../../plan/document.js';
import type { RuleEdit } from '../../plan/rule-edits.js';
import { ApiError } from './public-api/api-error.js';
import { MAX_RULES_A_REQUEST, type PublicApi, removalOf } from './public-api/public-api.js';

/** One request that changes something. */
export interface PushStep {
  readonly changes: readonly RuleEdit[];
  run(): Promise<void>;
}

/** What was written, and what was not. */
export interface PushResult {
  readonly written: readonly RuleEdit[];
  /** Nobody can say whether they were: there was no answer, or one that says neither. */
  readonly unsure: readonly RuleEdit[];
  readonly notWritten: readonly RuleEdit[];
  readonly error: ApiError | undefined;
}

export interface StepsTask {
  readonly id: string;
  readonly document: PlanDocument;
  readonly changes: readonly RuleEdit[];
  /** What of the plan itself is changed. */
  readonly details: readonly string[];
  readonly api: PublicApi;
  readonly replaces: boolean;
}

/** Longer addresses are refused by servers. */
const MAX_ADDRESS_LENGTH = 4_000;

/**
 * The requests that a push takes. All rules are replaced by one request where they fit into it; otherwise they are written
 * first and removed last, so that no rule is missing in between.
 */
export function pushSteps({
  id,
  document,
  changes,
  details,
  api,
  replaces,
}: StepsTask): readonly PushStep[] {
  const rename = { changes: [], run: () => api.rename(id, document) };
  const first = details.length > 0 ? [rename] : [];
  if (changes.length === 0) return first;
  const removed = changes.filter(({ kind }) => kind === 'removed');
  const { rules } = document;
  if (replaces && removed.length > 0 && rules.length <= MAX_RULES_A_REQUEST) {
    return [...first, { changes, run: () => api.replace(id, rules) }];
  }
  const upserts = chunk(
    changes.filter(({ kind }) => kind !== 'removed'),
    MAX_RULES_A_REQUEST,
  );
  return [
    ...first,
    ...upserts.map((group) => ({ changes: group, run: () => api.upsert(id, rulesOf(group)) })),
    ...removals(removed).map((group) => ({
      changes: group,
      run: () => api.remove(id, rulesOf(group)),
    })),
  ];
}

/** Runs steps until one fails. */
export async function runSteps(
  steps: readonly PushStep[],
  onStep: (done: number, all: number) => void,
): Promise<PushResult> {
  const all = steps.flatMap(({ changes }) => changes);
  let done = 0;
  for (const { changes, run } of steps) {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const unsure = error.isRefusal ? 0 : changes.length;
      return {
        written: all.slice(0, done),
        unsure: all.slice(done, done + unsure),
        notWritten: all.slice(done + unsure),
        error,
      };
    }
    done += changes.length;
    onStep(done, all.length);
  }
  return { written: all, unsure: [], notWritten: [], error: undefined };
}

/** In groups that fit into an address. */
function removals(changes: readonly RuleEdit[]): readonly (readonly RuleEdit[])[] {
  const groups: RuleEdit[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const isFull =
      last === undefined ||
      last.length >= MAX_RULES_A_REQUEST ||
      removalOf(rulesOf([...last, change])).length > MAX_ADDRESS_LENGTH;
    if (isFull) groups.push([change]);
    else last.push(change);
  }
  return groups;
}

function rulesOf(changes: readonly RuleEdit[]): readonly PlanRule[] {
  return changes.map(({ rule }) => rule);
}
