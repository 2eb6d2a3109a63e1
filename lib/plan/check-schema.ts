import { describe } from '../base/describe.js';
import { contradictionsOf } from './contradictions.js';
import type { JsonSchema } from './document.js';
import { checkKeywords, TASKS } from './keywords.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';
import { referenceFaults } from './references.js';
import { forEachSubschema, isSchemaObject } from './subschemas.js';

const DIALECTS = {
  'draft-07': /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/,
  '2020-12': /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/,
};
export type Dialect = keyof typeof DIALECTS;

// Far beyond what people write, so that a file can't keep the process busy for good.
const MAX_SCHEMAS = 50_000;
const MAX_DEPTH = 100;

/** Which JSON Schema a rule is written in: draft-07, unless it says otherwise. None for one that isn't known here. */
export function dialectOf({ $schema }: JsonSchema): Dialect | undefined {
  if ($schema === undefined) return 'draft-07';
  if (typeof $schema !== 'string') return undefined;
  if (DIALECTS['draft-07'].test($schema)) return 'draft-07';
  return DIALECTS['2020-12'].test($schema) ? '2020-12' : undefined;
}

/** What is wrong in the schema of a rule: broken keywords, contradictions, references that lead nowhere or in a circle. */
export function schemaFaults(schema: JsonSchema, path: Path): readonly PlanFault[] {
  const dialect = dialectOf(schema);
  const walk = new Walk(path, dialect);
  walk.enter(schema, 0);
  if (dialect === undefined) walk.faults.unshift(dialectFault(schema, path));
  // One that is too large, or has itself inside, has no end to go to.
  if (walk.isTooLarge || !walk.hasReferences) return walk.faults;
  return [...walk.faults, ...referenceFaults(schema, path)];
}

function dialectFault({ $schema }: JsonSchema, path: Path): PlanFault {
  const found = typeof $schema === 'string' ? `"${$schema.slice(0, 80)}"` : describe($schema);
  const expected =
    'http://json-schema.org/draft-07/schema# or https://json-schema.org/draft/2020-12/schema';
  return { path: [...path, '$schema'], found, expected };
}

class Walk {
  readonly faults: PlanFault[] = [];
  hasReferences = false;
  /** Where it is. Copied for a fault alone: nearly all of thousands of places are sound. */
  readonly #path: (string | number)[];
  readonly #dialect: Dialect | undefined;
  #schemas = 0;

  constructor(path: Path, dialect: Dialect | undefined) {
    this.#path = [...path];
    this.#dialect = dialect;
  }

  get isTooLarge(): boolean {
    return this.#schemas > MAX_SCHEMAS;
  }

  enter(schema: unknown, depth: number): void {
    if (typeof schema === 'boolean') return;
    if (!isSchemaObject(schema)) {
      this.#tell(describe(schema), 'a schema: an object, true or false');
      return;
    }
    this.#schemas += 1;
    if (depth > MAX_DEPTH || this.#schemas > MAX_SCHEMAS) {
      if (this.#schemas > MAX_SCHEMAS + 1) return;
      this.#schemas = MAX_SCHEMAS + 1;
      const expected = `a schema with up to ${MAX_DEPTH} levels and ${MAX_SCHEMAS} parts`;
      this.#tell('more, or one that has itself inside', expected);
      return;
    }
    const tasks = checkKeywords(schema, this.#path, this.faults);
    if ((tasks & TASKS.refer) !== 0) this.hasReferences = true;
    if ((tasks & TASKS.contradict) !== 0) this.faults.push(...contradictionsOf(schema, this.#path));
    if ((tasks & TASKS.enter) === 0) return;
    if (this.#dialect === '2020-12' && Array.isArray(schema['items'])) this.#tellItems();
    this.#enterAll(schema, depth + 1);
  }

  #enterAll(schema: JsonSchema, depth: number): void {
    forEachSubschema(schema, (inner, _, keyword, key) => {
      this.#path.push(keyword);
      if (key !== undefined) this.#path.push(key);
      this.enter(inner, depth);
      this.#path.length -= key === undefined ? 1 : 2;
    });
  }

  #tellItems(): void {
    const path = [...this.#path, 'items'];
    const expected = 'a schema: the places of a list have prefixItems in 2020-12';
    this.faults.push({ path, found: 'an array', expected });
  }

  #tell(found: string, expected: string): void {
    this.faults.push({ path: [...this.#path], found, expected });
  }
}
