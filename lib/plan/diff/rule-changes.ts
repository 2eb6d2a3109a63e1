import { groupBy } from 'remeda';
import { type JsonSchema, RULE_TYPES, type RuleType } from '../document.js';
import type { Plan } from '../plan.js';
import type { Rule } from '../rule.js';
import { changeOf, type PlanChange, reasonsText, subjectOf } from './change.js';
import { placeOf } from './comparison.js';
import type { ChangeCode, Difference, Effect } from './difference.js';
import { messageClasses } from './message-classes.js';
import { renamesIn } from './renames.js';
import { compareRules } from './rule-comparison.js';
import { sayingDifferences } from './saying-differences.js';
import { UnplannedEffects } from './unplanned-effects.js';

/** What changed about the rules of two plans. */
export function ruleChanges(before: Plan, after: Plan): readonly PlanChange[] {
  return new RuleChanges(before, after).all();
}

/** What becomes of calls because a rule came or went. */
interface Consequence {
  readonly effect: Effect;
  readonly text: string;
}

class RuleChanges {
  readonly #before: ReadonlyMap<string, Rule>;
  readonly #after: ReadonlyMap<string, Rule>;
  readonly #plans: { readonly before: Plan; readonly after: Plan };
  readonly #effects: UnplannedEffects;
  readonly #consequences = new Map<string, Consequence[]>();
  /** The names that events may have now, by the type of call. */
  readonly #renames = new Map<RuleType, ReadonlyMap<string, string>>();
  /** Calls that could be anything, and are unplanned now. */
  readonly #unplanned: PlanChange[] = [];

  constructor(before: Plan, after: Plan) {
    this.#plans = { before, after };
    this.#before = byIdentity(before);
    this.#after = byIdentity(after);
    this.#effects = new UnplannedEffects(after);
  }

  all(): readonly PlanChange[] {
    this.#weigh();
    const rules = new Map([...this.#before, ...this.#after]);
    const sorted = [...rules].sort(([, one], [, other]) => inOrder(one, other));
    return [
      ...this.#unplanned,
      ...sorted.flatMap(([id]) => {
        const [was, is] = [this.#before.get(id), this.#after.get(id)];
        if (was !== undefined && is !== undefined) return this.#changes(was, is);
        return is === undefined ? this.#removed(was) : this.#added(is);
      }),
    ];
  }

  #changes(was: Rule, is: Rule): readonly PlanChange[] {
    const differences = [...this.#compare(was, is), ...sayingDifferences(was, is)];
    // What is said of one place stays together.
    const byPlace = Object.values(groupBy(differences, ({ keys }) => placeOf(keys)));
    return byPlace.flat().map((difference) => changeOf(is, difference));
  }

  #compare(before: Rule | undefined, after: Rule): readonly Difference[] {
    return compareRules({ before, after, unplanned: this.#effects.ofKeys(after.type) });
  }

  #added(rule: Rule): readonly PlanChange[] {
    const isVersion = hasOther(this.#plans.before, rule);
    const consequences = this.#consequences.get(identityOf(rule)) ?? [];
    return [
      told(rule, isVersion ? 'version-added' : 'rule-added', {
        effect: worst(consequences),
        text: ['was added', ...consequences.map(({ text }) => text)].join('; '),
      }),
    ];
  }

  #removed(rule: Rule | undefined): readonly PlanChange[] {
    if (rule === undefined) return [];
    const isVersion = hasOther(this.#plans.after, rule);
    const consequences = this.#consequences.get(identityOf(rule)) ?? [];
    const renamedTo = isVersion ? undefined : this.#renameOf(rule);
    const perhaps =
      renamedTo === undefined ? [] : [`perhaps it is ${JSON.stringify(renamedTo)} now`];
    const change = told(rule, isVersion ? 'version-removed' : 'rule-removed', {
      effect: worst(consequences),
      text: ['was removed', ...consequences.map(({ text }) => text), ...perhaps].join('; '),
    });
    return [renamedTo === undefined ? change : { ...change, renamedTo }];
  }

  #renameOf({ type, key = '' }: Rule): string | undefined {
    const { before, after } = this.#plans;
    const renames =
      this.#renames.get(type) ?? renamesIn(schemasOf(before, type), schemasOf(after, type));
    this.#renames.set(type, renames);
    return renames.get(key);
  }

  /** Looks at what becomes of messages whose rule is another one now, or none. */
  #weigh(): void {
    const seen = new Set<string>();
    const { before, after } = this.#plans;
    const everything = { before: before.common, after: after.common };
    const common = {
      type: 'COMMON',
      wasUnplanned: false,
      isUnplanned: false,
      ...everything,
    } as const;
    for (const one of [...messageClasses(before, after), common]) {
      const [was, is] = [one.before, one.after].map((rule) => rule && identityOf(rule));
      const id = `${one.type} ${was} ${is}`;
      if (was === is && was !== undefined) continue;
      if (seen.has(id) || one.wasUnplanned) continue;
      seen.add(id);
      this.#weighClass(one);
    }
  }

  #weighClass({
    type,
    before,
    after,
    isUnplanned,
  }: ReturnType<typeof messageClasses>[number]): void {
    if (after !== undefined) {
      const differences = this.#compare(before, after);
      const reasons = reasonsText(after, differences);
      if (reasons === '') return;
      const isNew = !this.#before.has(identityOf(after));
      const target = isNew || before === undefined ? after : before;
      const other = isNew
        ? 'calls that this rule was not for'
        : `calls that ${subjectOf(after)} is for now`;
      this.#tell(target, { effect: 'breaking', text: `${other} may break it: ${reasons}` });
    } else if (isUnplanned) {
      const effect = this.#effects.ofEvents(type);
      const end = effect === 'safe' ? ', which every source lets pass' : '';
      const text = `its calls are unplanned now${end}`;
      if (before !== undefined) this.#tell(before, { effect, text });
      else this.#unplanned.push(unplannedChange(type, effect));
    }
  }

  #tell(rule: Rule, consequence: Consequence): void {
    const id = identityOf(rule);
    this.#consequences.set(id, [...(this.#consequences.get(id) ?? []), consequence]);
  }
}

/** The schemas of a type, by the names that they are for. */
function schemasOf({ rules }: Plan, wanted: RuleType): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    rules.flatMap(({ type, key, document }) =>
      type === wanted && key !== undefined ? [[key, document.jsonSchema]] : [],
    ),
  );
}

function unplannedChange(type: string, effect: Effect): PlanChange {
  const message = `calls of ${type.toLowerCase()} without a rule of their own are unplanned now`;
  return { effect, code: 'calls-unplanned', subject: type, message };
}

function told(rule: Rule, code: ChangeCode, { effect, text }: Consequence): PlanChange {
  return changeOf(rule, { code, effect, keys: [], text });
}

function worst(consequences: readonly Consequence[]): Effect {
  return consequences.some(({ effect }) => effect === 'breaking') ? 'breaking' : 'safe';
}

function hasOther({ rules }: Plan, { type, key }: Rule): boolean {
  return rules.some((rule) => rule.type === type && rule.key === key);
}

function byIdentity({ rules }: Plan): ReadonlyMap<string, Rule> {
  return new Map(rules.map((rule) => [identityOf(rule), rule]));
}

function identityOf({ type, key, version }: Rule): string {
  return JSON.stringify([type, key ?? '', version]);
}

function inOrder(one: Rule, other: Rule): number {
  const types = RULE_TYPES.indexOf(one.type) - RULE_TYPES.indexOf(other.type);
  if (types !== 0) return types;
  const [left, right] = [one.key ?? '', other.key ?? ''];
  if (left === right) return one.version - other.version;
  return left < right ? -1 : 1;
}
