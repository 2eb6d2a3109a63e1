import type { JsonSchema } from './document.js';
import { type SafePattern, safePattern } from './safe-pattern.js';
import { isSchemaObject, subschemasOf } from './subschemas.js';

/** The keys that a plan knows in an object, and in the items of an array. What is not there may have any. */
export interface PlannedKeys {
  readonly members: ReadonlyMap<string, PlannedKeys | undefined> | undefined;
  readonly patterns: readonly SafePattern[];
  readonly items: PlannedKeys | undefined;
}

type Bag = Readonly<Record<string, unknown>>;

/** How deep it is looked: further down everything is planned. */
const MAX_DEPTH = 10;

/** The keys that a schema knows; undefined where it leaves them open. `root` is where its references lead. */
export function plannedKeys(schema: unknown, root: JsonSchema): PlannedKeys | undefined {
  return keysOf(schema, root, 0);
}

function keysOf(schema: unknown, root: JsonSchema, depth: number): PlannedKeys | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const parts = partsOf(schema, root);
  const members = new Map<string, PlannedKeys | undefined>();
  const patterns: SafePattern[] = [];
  let isOpen = true;
  let items: PlannedKeys | undefined;
  for (const { properties, patternProperties, additionalProperties, ...part } of parts) {
    // Whatever else is there has a schema of its own, so it is planned.
    if (isSchemaObject(additionalProperties)) return undefined;
    for (const [name, inner] of Object.entries(isSchemaObject(properties) ? properties : {})) {
      members.set(name, members.get(name) ?? keysOf(inner, root, depth + 1));
    }
    if (isSchemaObject(properties)) isOpen = false;
    const names = Object.keys(isSchemaObject(patternProperties) ? patternProperties : {});
    patterns.push(...names.map((pattern) => safePattern(pattern)));
    if (isSchemaObject(part['items'])) items ??= keysOf(part['items'], root, depth + 1);
  }
  if (isOpen && items === undefined) return undefined;
  return { members: isOpen ? undefined : members, patterns, items };
}

/** All schemas that speak of the same value: the schema itself, its choices and conditions, and where they refer to. */
function partsOf(schema: unknown, root: JsonSchema): readonly JsonSchema[] {
  const found = new Set<JsonSchema>();
  const enter = (part: unknown): void => {
    if (!isSchemaObject(part) || found.has(part)) return;
    found.add(part);
    const reference = part['$ref'];
    if (typeof reference === 'string') enter(targetOf(reference, root));
    for (const { schema: inner, isOfSameValue } of subschemasOf(part)) {
      if (isOfSameValue) enter(inner);
    }
  };
  enter(schema);
  return [...found];
}

/** Of the simple form that plans use: #/definitions/name. */
function targetOf(reference: string, root: JsonSchema): unknown {
  const keys = reference.split('/').slice(1);
  return keys.reduce<unknown>(
    (value, key) => (isSchemaObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}

const NONE: readonly string[] = Object.freeze([]);

/** The keys that are not planned, as `color` or `products.$.color`. */
export function unplannedIn(bag: unknown, planned: PlannedKeys | undefined): readonly string[] {
  return planned === undefined ? NONE : collect(bag, planned, '', NONE);
}

/** What was found, with what is found here: in most messages that is nothing, and nothing is made for it. */
function collect(
  value: unknown,
  keys: PlannedKeys,
  prefix: string,
  before: readonly string[],
): readonly string[] {
  if (typeof value !== 'object' || value === null) return before;
  const { members, items } = keys;
  let found = before;
  if (Array.isArray(value)) {
    if (items === undefined) return found;
    for (const item of value) found = collect(item, items, `${prefix}$.`, found);
    return found;
  }
  if (members === undefined) return found;
  for (const name in value) {
    const inner = members.get(name);
    if (inner !== undefined) {
      found = collect((value as Bag)[name], inner, `${prefix}${name}.`, found);
    } else if (!isPlanned(name, keys) && !found.includes(prefix + name)) {
      found = [...found, prefix + name];
    }
  }
  return found;
}

/** A copy of data without the keys that are not planned. */
export function withoutUnplanned(value: unknown, planned: PlannedKeys | undefined): unknown {
  if (planned === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutUnplanned(item, planned.items));
  const { members } = planned;
  if (members === undefined) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      isPlanned(name, planned) ? [[name, withoutUnplanned(member, members.get(name))]] : [],
    ),
  );
}

function isPlanned(name: string, { members, patterns }: PlannedKeys): boolean {
  if (members?.has(name)) return true;
  return patterns.length > 0 && patterns.some((pattern) => pattern.test(name));
}
