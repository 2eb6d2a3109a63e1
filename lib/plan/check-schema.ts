import { describe } from '../base/describe.js';
import { tellContradictions } from './contradictions.js';
import type { JsonSchema } from './document.js';
import { KEYWORDS, TASKS } from './keywords.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';
import { referenceFaults } from './references.js';
import { isSchemaObject, type SubschemaForm } from './subschemas.js';

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
    const tasks = this.#checkKeywords(schema, depth + 1);
    if ((tasks & TASKS.refer) !== 0) this.hasReferences = true;
    if ((tasks & TASKS.contradict) !== 0) tellContradictions(schema, this.#path, this.faults);
  }

  /** A plan has thousands of schemas, and loading it may take some milliseconds: all is done in one go. */
  #checkKeywords(schema: JsonSchema, depth: number): number {
    let tasks = 0;
    for (const keyword of Object.keys(schema)) {
      const known = KEYWORDS.get(keyword);
      const value = schema[keyword];
      if (known === undefined || value === undefined) continue;
      tasks |= known.tasks;
      const expected = known.rule?.(value);
      if (expected !== undefined) {
        this.faults.push({ path: [...this.#path, keyword], found: describe(value), expected });
      }
      if (known.form === undefined) continue;
      this.#path.push(keyword);
      this.#enterAll(value, known.form, depth);
      this.#path.pop();
    }
    return tasks;
  }

  #enterAll(value: unknown, form: SubschemaForm, depth: number): void {
    if (form === 'map') {
      if (isSchemaObject(value)) this.#enterMembers(value, depth);
    } else if (Array.isArray(value) && form !== 'one') {
      if (form === 'one-or-list' && this.#dialect === '2020-12') this.#tellItems();
      for (const [index, inner] of value.entries()) this.#enterAt(index, inner, depth);
    } else if (form !== 'list') {
      this.enter(value, depth);
    }
  }

  #enterMembers(members: JsonSchema, depth: number): void {
    for (const name of Object.keys(members)) {
      const inner = members[name];
      // A dependency may be a list of names instead of a schema.
      if (!Array.isArray(inner)) this.#enterAt(name, inner, depth);
    }
  }

  #enterAt(key: string | number, schema: unknown, depth: number): void {
    this.#path.push(key);
    this.enter(schema, depth);
    this.#path.pop();
  }

  #tellItems(): void {
    this.#tell('an array', 'a schema: the places of a list have prefixItems in 2020-12');
  }

  #tell(found: string, expected: string): void {
    this.faults.push({ path: [...this.#path], found, expected });
  }
}
