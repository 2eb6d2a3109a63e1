import type { JsonSchema } from './document.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';
import { referenceTarget } from './reference-target.js';
import { isSchemaObject, subschemasOf } from './subschemas.js';

/** References of a rule that lead out of it, nowhere, or in a circle that no value ends. Nothing is ever fetched. */
export function referenceFaults(root: JsonSchema, path: Path): readonly PlanFault[] {
  const search = new Search(root, path);
  for (const schema of search.paths.keys()) search.visit(schema);
  // What leads nowhere can't be followed any further.
  if (search.faults.length === 0) search.findTwins();
  return search.faults;
}

/** How long a chain of references may be. */
const MAX_CHAIN = 500;
/** How many schemas are looked at for each other's sake. */
const MAX_STEPS = 2_000_000;

class Search {
  readonly faults: PlanFault[] = [];
  readonly paths = new Map<JsonSchema, Path>();
  readonly #root: JsonSchema;
  readonly #anchors = new Map<string, JsonSchema>();
  /** Schemas that are being asked about one value: to come back to one of them is to ask for ever. */
  readonly #asking = new Set<JsonSchema>();
  readonly #done = new Set<JsonSchema>();

  constructor(root: JsonSchema, path: Path) {
    this.#root = root;
    this.#collect(root, path);
  }

  visit(schema: JsonSchema): void {
    if (this.#done.has(schema)) return;
    if (this.#asking.size >= MAX_CHAIN) {
      const expected = `a chain of up to ${MAX_CHAIN} references`;
      this.faults.push({ path: this.paths.get(schema) ?? [], found: 'a longer one', expected });
      return;
    }
    this.#done.add(schema);
    this.#asking.add(schema);
    const path = this.paths.get(schema) ?? [];
    for (const { schema: inner, isOfSameValue } of subschemasOf(schema)) {
      if (isOfSameValue && isSchemaObject(inner)) this.visit(inner);
    }
    const reference = schema['$ref'];
    if (typeof reference === 'string') this.#follow(reference, [...path, '$ref']);
    this.#asking.delete(schema);
  }

  #collect(schema: unknown, path: Path): void {
    if (!isSchemaObject(schema) || this.paths.has(schema)) return;
    this.paths.set(schema, path);
    const anchor = schema['$anchor'];
    if (typeof anchor === 'string') this.#name(anchor, schema, path);
    for (const inner of subschemasOf(schema)) {
      this.#collect(inner.schema, [...path, ...inner.path]);
    }
  }

  /** Schemas that come back to themselves in two ways for one value: each level of a message would take twice as long. */
  findTwins(): void {
    let steps = MAX_STEPS;
    for (const [schema, path] of this.paths) {
      const own = { ...schema };
      const parts: JsonSchema[] = [];
      for (const { path: place, schema: inner, isOfSameValue } of subschemasOf(schema)) {
        if (isOfSameValue && isSchemaObject(inner)) parts.push(inner);
        if (isOfSameValue) Reflect.deleteProperty(own, String(place[0]));
      }
      const target = this.#targetOf(schema);
      if (target !== undefined) parts.push(target);
      if (parts.length === 0) continue;
      Reflect.deleteProperty(own, '$ref');
      const found = [...parts, own].filter((part) => {
        const { isReached, taken } = this.#reach(part, schema);
        steps -= taken;
        return isReached;
      });
      if (found.length < 2 && steps > 0) continue;
      const expected = 'a schema that refers back to itself by one of its parts at most';
      this.faults.push({ path, found: `${found.length} that do`, expected });
      return;
    }
  }

  /** Whether one schema leads to another, by references or by what is inside. */
  #reach(
    from: JsonSchema,
    to: JsonSchema,
  ): { readonly isReached: boolean; readonly taken: number } {
    const seen = new Set<JsonSchema>();
    const todo = [from];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (next === to) return { isReached: true, taken: seen.size };
      if (seen.has(next)) continue;
      seen.add(next);
      const target = this.#targetOf(next);
      if (target !== undefined) todo.push(target);
      for (const { schema: inner, path } of subschemasOf(next)) {
        // Definitions are there to be referred to.
        const isUsed = path[0] !== 'definitions' && path[0] !== '$defs';
        if (isUsed && isSchemaObject(inner)) todo.push(inner);
      }
    }
    return { isReached: false, taken: seen.size };
  }

  #targetOf({ $ref }: JsonSchema): JsonSchema | undefined {
    if (typeof $ref !== 'string' || !$ref.startsWith('#')) return undefined;
    const target = this.#resolve($ref.slice(1));
    return isSchemaObject(target) ? target : undefined;
  }

  #name(anchor: string, schema: JsonSchema, path: Path): void {
    if (this.#anchors.has(anchor)) {
      const expected = 'a name that no other part of the rule has';
      this.faults.push({ path: [...path, '$anchor'], found: `"${anchor.slice(0, 60)}"`, expected });
    }
    this.#anchors.set(anchor, schema);
  }

  #follow(reference: string, path: Path): void {
    const found = `"${reference.slice(0, 100)}"`;
    const target = reference.startsWith('#') ? this.#resolve(reference.slice(1)) : undefined;
    if (!reference.startsWith('#')) {
      const expected =
        'a reference within the rule, like #/definitions/address: nothing is fetched';
      this.faults.push({ path, found, expected });
    } else if (target === undefined) {
      this.faults.push({ path, found, expected: 'a reference to a schema that is there' });
    } else if (isSchemaObject(target)) {
      if (this.#asking.has(target)) {
        const expected = 'a reference that does not lead back to itself for the same value';
        this.faults.push({ path, found: `${found}, which does`, expected });
      }
      this.visit(target);
    }
  }

  #resolve(fragment: string): unknown {
    if (fragment === '') return this.#root;
    if (!fragment.startsWith('/')) return this.#anchors.get(fragment);
    return referenceTarget(`#${fragment}`, this.#root);
  }
}
