import type { JsonSchema } from './document.js';
import { referenceTarget } from './reference-target.js';
import { type SafePattern, safePattern } from './safe-pattern.js';
import { isSchemaObject, subschemasOf } from './subschemas.js';

/** The keys that a plan knows in an object, and in the items of an array. What is not there may have any. */
export interface PlannedKeys {
  readonly members: ReadonlyMap<string, PlannedKeys | undefined> | undefined;
  readonly patterns: readonly SafePattern[];
  readonly items: PlannedKeys | undefined;
}

type Bag = Readonly<Record<string, unknown>>;

/** The keys that a schema knows; undefined where it leaves them open. `root` is where its references lead. */
export function plannedKeys(schema: unknown, root: JsonSchema): PlannedKeys | undefined {
  return new Reader(root).keysOf(schema);
}

/** Reads each schema once, so that one that refers to itself is as deep as the data, and not as deep as one cares to look. */
class Reader {
  readonly #root: JsonSchema;
  readonly #read = new Map<unknown, PlannedKeys | undefined>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  keysOf(schema: unknown): PlannedKeys | undefined {
    if (this.#read.has(schema)) return this.#read.get(schema);
    const parts = partsOf(schema, this.#root);
    const ofProperties = parts.map(({ properties }) => properties).filter(isSchemaObject);
    const itemSchemas = parts.map(({ items }) => items).filter(isSchemaObject);
    // Whatever has a schema for the rest plans the rest, too.
    const isOpen = parts.some((part) => isSchemaObject(part['additionalProperties']));
    if (isOpen || (ofProperties.length === 0 && itemSchemas.length === 0)) {
      this.#read.set(schema, undefined);
      return undefined;
    }
    const members = new Map<string, PlannedKeys | undefined>();
    const patterns = parts
      .flatMap(({ patternProperties }) =>
        isSchemaObject(patternProperties) ? Object.keys(patternProperties) : [],
      )
      .map((pattern) => safePattern(pattern));
    const keys: Writable = {
      members: ofProperties.length === 0 ? undefined : members,
      patterns,
      items: undefined,
    };
    // Known before what is inside is read, which may be the same again.
    this.#read.set(schema, keys);
    for (const [name, inner] of ofProperties.flatMap((properties) => Object.entries(properties))) {
      members.set(name, members.get(name) ?? this.keysOf(inner));
    }
    for (const items of itemSchemas) keys.items ??= this.keysOf(items);
    return keys;
  }
}

type Writable = { -readonly [Name in keyof PlannedKeys]: PlannedKeys[Name] };

/** All schemas that speak of the same value: the schema itself, its choices and conditions, and where they refer to. */
function partsOf(schema: unknown, root: JsonSchema): readonly JsonSchema[] {
  const found = new Set<JsonSchema>();
  const enter = (part: unknown): void => {
    if (!isSchemaObject(part) || found.has(part)) return;
    found.add(part);
    const reference = part['$ref'];
    if (typeof reference === 'string') enter(referenceTarget(reference, root));
    for (const { schema: inner, isOfSameValue } of subschemasOf(part)) {
      if (isOfSameValue) enter(inner);
    }
  };
  enter(schema);
  return [...found];
}

const NONE: readonly string[] = Object.freeze([]);

/** How many unplanned keys of one message are told. */
const MAX_UNPLANNED = 10_000;

/** The keys that are not planned, as `color` or `products.$.color`: the first ten thousand. */
export function unplannedIn(bag: unknown, planned: PlannedKeys | undefined): readonly string[] {
  const found = planned === undefined ? undefined : collect(bag, planned, '', undefined);
  return found === undefined ? NONE : [...found];
}

/** What was found, with what is found here: in most messages that is nothing, and nothing is made for it. */
function collect(
  value: unknown,
  keys: PlannedKeys,
  prefix: string,
  before: Set<string> | undefined,
): Set<string> | undefined {
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
    } else if (!isPlanned(name, keys)) {
      found ??= new Set();
      if (found.size < MAX_UNPLANNED) found.add(prefix + name);
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
