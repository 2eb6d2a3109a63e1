import type { JsonSchema, PlanRule } from './document.js';
import { bagOf, messageSchemaOf } from './message-schema.js';
import type { Path } from './plan-path.js';
import { referenceKeys, referenceTarget } from './reference-target.js';
import { isSchemaObject } from './subschemas.js';

/** A property or trait that a rule speaks of. */
export interface PlannedProperty {
  /** The names that lead to it from the caller's data on. `$` stands for the items of a list. */
  readonly keys: readonly string[];
  /** The same as people write it: `products.$.price`. */
  readonly path: string;
  /** What it may be, from all parts of the rule that speak of it. */
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  /** Where it is in the rule. */
  readonly place: Path;
}

/** Far more than people plan, where parts refer to each other. */
const MAX_PROPERTIES = 2_000;
const MAX_DEPTH = 20;

/** The properties or traits of a rule, those inside of others after them. */
export function propertiesOf(
  rule: Pick<PlanRule, 'type' | 'jsonSchema'>,
): readonly PlannedProperty[] {
  const { jsonSchema } = rule;
  const isFlat = jsonSchema['eventMetadata'] !== undefined;
  const names = isFlat ? [] : ['properties', bagOf(rule.type)];
  const bag = names.reduce<unknown>(memberOf, jsonSchema);
  return collect(rule, bag, names);
}

/** The fields of the whole message that a rule speaks of, those inside of others after them. */
export function messageFieldsOf(
  rule: Pick<PlanRule, 'type' | 'jsonSchema'>,
): readonly PlannedProperty[] {
  return collect(rule, messageSchemaOf(rule), []);
}

function collect(
  rule: Pick<PlanRule, 'type' | 'jsonSchema'>,
  schema: unknown,
  place: Path,
): readonly PlannedProperty[] {
  const collector = new Collector(messageSchemaOf(rule));
  collector.enter(schema, { place: ['jsonSchema', ...place], names: [], isCertain: true });
  return collector.all();
}

interface Position {
  readonly place: Path;
  readonly names: readonly string[];
  /** Whether what is required here is required of every message. */
  readonly isCertain: boolean;
}

class Collector {
  readonly #found = new Map<string, Omit<PlannedProperty, 'isRequired'>>();
  /** Paths that must be there, wherever it is said. */
  readonly #required = new Set<string>();
  readonly #root: JsonSchema;
  /** The schemas around the one that is looked at: a reference may lead back to one of them. */
  readonly #open = new Set<JsonSchema>();
  /** Where each schema was looked at: many references to one would be followed in every order otherwise. */
  readonly #entered = new Map<JsonSchema, Set<string>>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  all(): readonly PlannedProperty[] {
    return [...this.#found.values()].map((property) => {
      return { ...property, isRequired: this.#required.has(property.path) };
    });
  }

  enter(schema: unknown, position: Position): void {
    if (!isSchemaObject(schema) || this.#open.has(schema) || this.#open.size > MAX_DEPTH) return;
    if (!this.#isFirst(schema, position)) return;
    this.#open.add(schema);
    this.#members(schema, position);
    this.#items(schema, position);
    this.#sameValue(schema, position);
    this.#open.delete(schema);
  }

  /** What a schema says at a place, it says once; it says more where it is certain. */
  #isFirst(schema: JsonSchema, { names, isCertain }: Position): boolean {
    const entered = this.#entered.get(schema) ?? new Set();
    this.#entered.set(schema, entered);
    const path = propertyPath(names);
    if (entered.has(`certain ${path}`) || (!isCertain && entered.has(`maybe ${path}`)))
      return false;
    entered.add(`${isCertain ? 'certain' : 'maybe'} ${path}`);
    return true;
  }

  #members(schema: JsonSchema, { place, names, isCertain }: Position): void {
    const { properties, patternProperties, required } = schema;
    const needed: readonly unknown[] = isCertain && Array.isArray(required) ? required : [];
    for (const name of needed) this.#required.add(propertyPath([...names, String(name)]));
    for (const [name, inner] of entriesOf(properties)) {
      this.#add(inner, { place: [...place, 'properties', name], names: [...names, name] });
    }
    for (const [pattern, inner] of entriesOf(patternProperties)) {
      const own = [...place, 'patternProperties', pattern];
      this.#add(inner, { place: own, names: [...names, `/${pattern}/`] });
    }
  }

  #add(given: unknown, position: Omit<Position, 'isCertain'>): void {
    const path = propertyPath(position.names);
    if (this.#found.size >= MAX_PROPERTIES && !this.#found.has(path)) return;
    const schema = given === false ? { not: {} } : this.#resolved(given);
    const before = this.#found.get(path);
    this.#found.set(path, {
      keys: position.names,
      path,
      schema: { ...schema, ...before?.schema },
      place: before?.place ?? position.place,
    });
    // What is required inside is so where the property is there.
    this.enter(given, { ...position, isCertain: true });
  }

  #items({ items }: JsonSchema, { place, names }: Position): void {
    if (!isSchemaObject(items)) return;
    const at = { place: [...place, 'items'], names: [...names, '$'] };
    if (hasMembers(this.#resolved(items))) this.enter(items, { ...at, isCertain: true });
    else this.#add(items, at);
  }

  #sameValue(schema: JsonSchema, position: Position): void {
    const { $ref: reference } = schema;
    if (typeof reference === 'string') {
      const place = ['jsonSchema', ...referenceKeys(reference)];
      this.enter(referenceTarget(reference, this.#root), { ...position, place });
    }
    for (const [keyword, isCertain] of BRANCHES) {
      const branches = schema[keyword];
      const parts = Array.isArray(branches) ? branches : [branches];
      parts.forEach((part, index) => {
        const own = Array.isArray(branches) ? [keyword, index] : [keyword];
        const place = [...position.place, ...own];
        this.enter(part, { ...position, place, isCertain: isCertain && position.isCertain });
      });
    }
  }

  /** A schema with what it refers to. */
  #resolved(schema: unknown): JsonSchema {
    if (!isSchemaObject(schema)) return {};
    const { $ref: reference } = schema;
    if (typeof reference !== 'string') return schema;
    const target = referenceTarget(reference, this.#root);
    return isSchemaObject(target) ? { ...target, ...schema } : schema;
  }
}

const BRANCHES = [
  ['allOf', true],
  ['anyOf', false],
  ['oneOf', false],
  ['if', false],
  ['then', false],
  ['else', false],
] as const;

/** A path as people write it: a dot in a name is no step, and has a backslash. */
export function propertyPath(keys: readonly string[]): string {
  return keys.map((key) => key.replaceAll('.', String.raw`\.`)).join('.');
}

function hasMembers({ properties, patternProperties }: JsonSchema): boolean {
  return properties !== undefined || patternProperties !== undefined;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isSchemaObject(value) ? Object.entries(value) : [];
}

function memberOf(value: unknown, key: string): unknown {
  return isSchemaObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
