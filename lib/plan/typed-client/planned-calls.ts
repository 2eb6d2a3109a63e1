import { ownerOf } from '../check-document.js';
import { bagSchemaOf, messageSchemaOf } from '../message-schema.js';
import type { Plan } from '../plan.js';
import type { Rule } from '../rule.js';
import { contextSchemaOf } from './context-schema.js';
import { functionName, Names, typeName } from './names.js';
import { type NamedType, SchemaText } from './schema-text.js';
import { TAKEN_FUNCTIONS, TAKEN_TYPES } from './taken-names.js';
import { atom, intersectionOf, type TypeText } from './type-text.js';

/** A rule as a function of the client, or as an entry of one. */
export interface PlannedCall {
  readonly rule: Rule;
  /** The function of an event. Pages and screens share one, and so do the calls about a user or an account. */
  readonly functionName: string;
  /** The name of the type of its properties or traits. */
  readonly typeName: string;
  readonly type: TypeText;
  /** Whether something in its properties or traits is needed. */
  readonly isNeeded: boolean;
  /** Types that the type refers to. */
  readonly named: readonly NamedType[];
  /** What its context needs, where the rule says so. */
  readonly context: ContextType | undefined;
  /** The version that a message has to name; none for the oldest, which is what the service takes without one. */
  readonly version: number | undefined;
}

export interface ContextType {
  readonly typeName: string;
  readonly type: TypeText;
  readonly isNeeded: boolean;
  readonly named: readonly NamedType[];
}

/** Everything of a plan that the client is made of. */
export interface PlannedCalls {
  /** By the names of events, oldest version first. */
  readonly events: readonly PlannedCall[];
  readonly pages: readonly PlannedCall[];
  readonly screens: readonly PlannedCall[];
  readonly identify: PlannedCall | undefined;
  readonly group: PlannedCall | undefined;
  readonly common: ContextType | undefined;
  /** Ids that every message needs, by the common rule. */
  readonly neededIds: readonly string[];
  /** What somebody should know of the names and versions. */
  readonly notes: readonly string[];
}

/** What the client of a plan is made of, in an order that the order of the plan has no part in. */
export function plannedCalls(plan: Plan): PlannedCalls {
  return new Reading(plan).calls();
}

class Reading {
  readonly #plan: Plan;
  readonly #functions = new Names(TAKEN_FUNCTIONS);
  readonly #types = new Names(TAKEN_TYPES);
  readonly #notes: string[] = [];

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  calls(): PlannedCalls {
    const { common } = this.#plan;
    const schema = common === undefined ? {} : messageSchemaOf(common.document);
    const required: readonly unknown[] = Array.isArray(schema['required'])
      ? schema['required']
      : [];
    return {
      events: this.#events(),
      pages: this.#views('PAGE'),
      screens: this.#views('SCREEN'),
      identify: this.#only('IDENTIFY', 'IdentifyTraits'),
      group: this.#only('GROUP', 'GroupTraits'),
      common: common === undefined ? undefined : this.#context(common, 'Common'),
      neededIds: ['userId', 'anonymousId'].filter((id) => required.includes(id)),
      notes: this.#notes,
    };
  }

  /** Names without versions are given first, so that a second version takes no event its name. */
  #events(): readonly PlannedCall[] {
    const groups = this.#versions('TRACK').map(([key, rules]) => {
      return { key, rules, names: this.#eventNames(key, functionName(key)) };
    });
    return groups.flatMap(({ key, rules, names }) =>
      rules.map((rule, index) => {
        if (index === 0) return this.#call(rule, names);
        const own = this.#eventNames(key, `${functionName(key)}V${rule.version}`);
        return { ...this.#call(rule, own), version: rule.version };
      }),
    );
  }

  #eventNames(key: string, wanted: string): CallNames {
    const isWord = TAKEN_FUNCTIONS.includes(wanted);
    const name = this.#functions.take(isWord ? `${wanted}Event` : wanted);
    const type = this.#types.take(typeName(wanted));
    if (name !== wanted) {
      this.#notes.push(`"${key}" is the function ${name}, since ${wanted} is taken.`);
    }
    return { functionName: name, typeName: type };
  }

  #views(type: 'PAGE' | 'SCREEN'): readonly PlannedCall[] {
    const kind = type === 'PAGE' ? 'Page' : 'Screen';
    return this.#versions(type).flatMap(([key, rules]) => {
      const wanted = key === '' ? `Any${kind}` : `${typeName(key)}${kind}`;
      const rule = this.#oldest(rules);
      if (rule === undefined) return [];
      const names = { functionName: kind.toLowerCase(), typeName: this.#types.take(wanted) };
      return [this.#call(rule, names)];
    });
  }

  #only(type: 'IDENTIFY' | 'GROUP', wanted: string): PlannedCall | undefined {
    const [, rules = []] = this.#versions(type)[0] ?? [];
    const rule = this.#oldest(rules);
    if (rule === undefined) return undefined;
    return this.#call(rule, {
      functionName: type.toLowerCase(),
      typeName: this.#types.take(wanted),
    });
  }

  #oldest(rules: readonly Rule[]): Rule | undefined {
    const [rule, ...others] = rules;
    for (const { document } of others) {
      this.#notes.push(
        `${ownerOf(document)} has no function: the oldest version is what is typed.`,
      );
    }
    return rule;
  }

  #call(rule: Rule, names: CallNames): PlannedCall {
    const root = messageSchemaOf(rule.document);
    const writer = new SchemaText(root, names.typeName, this.#types);
    const { const: _only, enum: _values, ...bag } = bagSchemaOf(rule.document) ?? {};
    const schema = { ...bag, type: 'object' };
    const type = writer.typeOf(schema);
    return {
      rule,
      ...names,
      type,
      isNeeded: needsMembers(schema),
      named: writer.named(),
      context: this.#context(rule, names.typeName),
      version: undefined,
    };
  }

  #context(rule: Rule, owner: string): ContextType | undefined {
    const schema = contextSchemaOf(rule.document);
    if (schema === undefined) return undefined;
    const name = rule.type === 'COMMON' ? 'CommonContext' : this.#types.take(`${owner}Context`);
    const writer = new SchemaText(messageSchemaOf(rule.document), name, this.#types);
    const type = writer.typeOf(schema);
    const all = intersectionOf([type, atom('MessageContext')]);
    return { typeName: name, type: all, isNeeded: needsMembers(schema), named: writer.named() };
  }

  /** The rules of a type by their keys, in the order of those, the oldest version first. */
  #versions(type: Rule['type']): readonly (readonly [string, readonly Rule[]])[] {
    const byKey = new Map<string, Rule[]>();
    for (const rule of this.#plan.rules) {
      if (rule.type !== type) continue;
      byKey.set(rule.key ?? '', [...(byKey.get(rule.key ?? '') ?? []), rule]);
    }
    return [...byKey]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, rules]) => [key, rules.sort((one, other) => one.version - other.version)]);
  }
}

interface CallNames {
  readonly functionName: string;
  readonly typeName: string;
}

/** Whether an object without anything might not do. */
function needsMembers(schema: Readonly<Record<string, unknown>>): boolean {
  const { required } = schema;
  if (Array.isArray(required) && required.length > 0) return true;
  return ['allOf', 'anyOf', 'oneOf', '$ref'].some((keyword) => schema[keyword] !== undefined);
}
