/** What a rule of a plan is about: one of five calls, or every message. */
export type RuleType = 'COMMON' | 'GROUP' | 'IDENTIFY' | 'PAGE' | 'SCREEN' | 'TRACK';

export const RULE_TYPES: readonly RuleType[] = [
  'COMMON',
  'GROUP',
  'IDENTIFY',
  'PAGE',
  'SCREEN',
  'TRACK',
];

/** What a plan is for. Only a `LIVE` one is meant to check sources; the others feed other plans. */
export type PlanType = 'LIVE' | 'ENGAGE' | 'PROPERTY_LIBRARY' | 'RULE_LIBRARY' | 'TEMPLATE';

export const PLAN_TYPES: readonly PlanType[] = [
  'LIVE',
  'ENGAGE',
  'PROPERTY_LIBRARY',
  'RULE_LIBRARY',
  'TEMPLATE',
];

/** A JSON Schema, draft-07 or 2020-12. */
export type JsonSchema = { readonly [Keyword: string]: unknown };

/** The four questions that a plan answers for each of its items. */
export interface Planning {
  /** The event, or the kind of call, in words. */
  readonly what?: string | undefined;
  /** The questions that the data answers. */
  readonly why?: readonly string[] | undefined;
  /** Who asks them: a team, a tool, a part of the business. */
  readonly forWhom?: readonly string[] | undefined;
  /** The destinations that should have it, by their names in `integrations`. */
  readonly where?: readonly string[] | undefined;
}

/** What messages of one kind should look like. */
export interface PlanRule {
  readonly type: RuleType;
  /** The name of the event, page or screen. Case and spaces matter. */
  readonly key?: string | undefined;
  /** Several versions of one rule may be there at once. @default 1 */
  readonly version?: number | undefined;
  /** Of the whole message; or in the flat form, which `eventMetadata` tells. */
  readonly jsonSchema: JsonSchema;
  readonly planning?: Planning | undefined;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly deprecatedAt?: string | undefined;
}

/** What a source does with track calls that are not as planned. What is left out is allowed. */
export interface TrackSettings {
  readonly allowUnplannedEvents?: boolean | undefined;
  readonly allowUnplannedEventProperties?: boolean | undefined;
  readonly allowEventOnViolations?: boolean | undefined;
  readonly allowPropertiesOnViolations?: boolean | undefined;
  readonly commonEventOnViolations?: 'ALLOW' | 'BLOCK' | 'OMIT_PROPERTIES' | undefined;
}

/** What a source does with identify or group calls that are not as planned. */
export interface TraitSettings {
  readonly allowUnplannedTraits?: boolean | undefined;
  readonly allowTraitsOnViolations?: boolean | undefined;
  readonly commonEventOnViolations?: 'ALLOW' | 'BLOCK' | 'OMIT_TRAITS' | undefined;
}

export interface SourceSettings {
  readonly track?: TrackSettings | undefined;
  readonly identify?: TraitSettings | undefined;
  readonly group?: TraitSettings | undefined;
  /** The source that is sent one `Violation Generated` for each violation. */
  readonly forwardingViolationsTo?: string | undefined;
  /** The source that is sent the messages that were blocked. */
  readonly forwardingBlockedEventsTo?: string | undefined;
}

/** A source that is held to the plan. */
export interface Connection {
  readonly sourceId: string;
  readonly settings?: SourceSettings | undefined;
}

/** A change to messages of one source, made before they are checked. */
export interface Transformation {
  readonly id?: string | undefined;
  readonly name: string;
  readonly sourceId: string;
  /** Where it is there, the change is for one kind of destination: then it is made there, not here. */
  readonly destinationMetadataId?: string | undefined;
  readonly enabled: boolean;
  /** Which messages: `event = 'Order Completed'`. */
  readonly if: string;
  readonly drop?: boolean | undefined;
  readonly newEventName?: string | undefined;
  readonly propertyRenames?: readonly PropertyRename[] | undefined;
  readonly propertyValueTransformations?: readonly FixedValue[] | undefined;
  readonly fqlDefinedProperties?: readonly ComputedValue[] | undefined;
  readonly allowProperties?: readonly string[] | undefined;
  readonly hashPropertiesConfiguration?: HashedProperties | undefined;
}

export interface PropertyRename {
  readonly oldName: string;
  readonly newName: string;
}

export interface FixedValue {
  readonly propertyPaths: readonly string[];
  readonly propertyValue: string;
}

export interface ComputedValue {
  readonly fql: string;
  readonly propertyName: string;
}

export interface HashedProperties {
  readonly algorithm: string;
  readonly key?: string | undefined;
  readonly encoding?: 'BASE16' | 'BASE64' | 'BASE64URL' | 'HEX' | undefined;
  readonly paths: readonly string[];
}

/** A tracking plan, in the shape of the public API of Segment, with the parts that a team adds. */
export interface PlanDocument {
  readonly id?: string | undefined;
  readonly resourceSchemaId?: string | undefined;
  readonly name: string;
  readonly slug?: string | undefined;
  readonly description?: string | undefined;
  /** @default 'LIVE' */
  readonly type?: PlanType | undefined;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly rules: readonly PlanRule[];
  readonly connections?: readonly Connection[] | undefined;
  readonly transformations?: readonly Transformation[] | undefined;
}
