import type { GroupTraits, UserTraits } from '../message/traits.js';
import type { SchemaType } from './schema-type.js';

/** Any event with any properties: what a client takes that is told nothing else. */
export interface AnyEvents {
  readonly [event: string]: object;
}

/** What is read of the type of a tracking plan. */
interface PlanShape {
  readonly rules: readonly RuleShape[];
}

interface RuleShape {
  readonly type: string;
  readonly key?: string | undefined;
  readonly version?: number | undefined;
  readonly jsonSchema: object;
}

/**
 * The events of a tracking plan that is written `as const`, or of an interface, by their names, with their properties. A plan that
 * isn't written so says nothing of its rules, and any event will do.
 */
export type PlannedEvents<Plan> = Plan extends PlanShape
  ? [VagueRule<Plan['rules'][number]>] extends [never]
    ? ByKey<Plan['rules'][number], 'TRACK'>
    : AnyEvents
  : Plan;

/** A rule whose type may be any. */
type VagueRule<Rule> = Rule extends { readonly type: infer Type }
  ? 'IDENTIFY' | 'TRACK' extends Type
    ? Rule
    : never
  : never;

/** The traits of users that a plan has a rule for, or those of the Spec. */
export type PlannedUserTraits<Plan> = TraitsOf<Plan, 'IDENTIFY', UserTraits>;

/** The traits of groups that a plan has a rule for, or those of the Spec. */
export type PlannedGroupTraits<Plan> = TraitsOf<Plan, 'GROUP', GroupTraits>;

/**
 * The pages, or screens, of a plan by their names, with their properties. Where it has no rules for them, or one without a
 * name, which counts for all, they are any.
 */
export type PlannedViews<Plan, Type extends 'PAGE' | 'SCREEN'> = Plan extends PlanShape
  ? Views<
      Plan['rules'][number],
      Type,
      NameOf<Extract<Plan['rules'][number], { readonly type: Type }>>
    >
  : AnyEvents;

type Views<Rule, Type, Name> = [Name] extends [never]
  ? AnyEvents
  : undefined extends Name
    ? AnyEvents
    : ByKey<Rule, Type>;

type TraitsOf<Plan, Type, Otherwise> = Plan extends PlanShape
  ? Extract<Plan['rules'][number], { readonly type: Type }> extends never
    ? Otherwise
    : PartOf<Oldest<Extract<Plan['rules'][number], { readonly type: Type }>>, 'traits'>
  : Otherwise;

type ByKey<Rule, Type> = {
  readonly [Key in NameOf<Extract<Rule, { readonly type: Type }>> & string]: PartOf<
    Oldest<Extract<Rule, { readonly type: Type; readonly key: Key }>>,
    'properties'
  >;
};

/** The key of a rule; `undefined`, where it has none. */
type NameOf<Rule> = Rule extends { readonly key: infer Key extends string }
  ? Key
  : Rule extends object
    ? undefined
    : never;

/**
 * The rule of the lowest version: the one that a message is held to which names none. Versions count from 1, and a rule without
 * one has that; where none is low, all of them count.
 */
type Oldest<Rule> = OldestFrom<Rule, [unknown]>;

type OldestFrom<Rule, Count extends readonly unknown[]> = Count['length'] extends 100
  ? Rule
  : OfVersion<Rule, Count['length']> extends never
    ? OldestFrom<Rule, [...Count, unknown]>
    : OfVersion<Rule, Count['length']>;

type OfVersion<Rule, Version> = Rule extends { readonly version: infer Own extends number }
  ? Own extends Version
    ? Rule
    : never
  : 1 extends Version
    ? Rule
    : never;

/** Of the schema of a whole message, or of a flat one, which has `eventMetadata` and describes the part alone. */
type PartOf<Rule, Part extends 'properties' | 'traits'> = Rule extends {
  readonly jsonSchema: infer Schema;
}
  ? Schema extends { readonly eventMetadata: unknown }
    ? SchemaType<Schema>
    : Schema extends { readonly properties: { readonly [Name in Part]: infer Inner } }
      ? SchemaType<Inner>
      : object
  : object;
