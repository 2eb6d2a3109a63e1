import type { JsonSchema } from './document.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';
import { referenceTarget } from './reference-target.js';
import { isSchemaObject, subschemasOf } from './subschemas.js';

/** References of a rule that lead out of it, nowhere, or in a circle that no value ends. Nothing is ever fetched. */
export function referenceFaults(root: JsonSchema, path: Path): readonly PlanFault[] {
  const search = new Search(root, path);
  for (const schema of search.paths.keys()) search.visit(schema);
  return search.faults;
}

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
    if (typeof anchor === 'string') this.#anchors.set(anchor, schema);
    for (const inner of subschemasOf(schema)) {
      this.#collect(inner.schema, [...path, ...inner.path]);
    }
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
