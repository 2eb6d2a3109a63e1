import { describe } from '../base/describe.js';
import { contradictionsOf } from './contradictions.js';
import type { JsonSchema } from './document.js';
import { keywordFaults } from './keywords.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';
import { referenceFaults } from './references.js';
import { isSchemaObject, subschemasOf } from './subschemas.js';

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
  if (dialectOf(schema) === undefined) {
    const found =
      typeof schema['$schema'] === 'string'
        ? `"${schema['$schema'].slice(0, 80)}"`
        : describe(schema['$schema']);
    const expected =
      'http://json-schema.org/draft-07/schema# or https://json-schema.org/draft/2020-12/schema';
    return [{ path: [...path, '$schema'], found, expected }];
  }
  const walk = new Walk();
  walk.enter(schema, path, 0);
  // A reference is followed only where everything else is sound.
  return walk.faults.length > 0 ? walk.faults : referenceFaults(schema, path);
}

class Walk {
  readonly faults: PlanFault[] = [];
  #schemas = 0;

  enter(schema: unknown, path: Path, depth: number): void {
    if (typeof schema === 'boolean') return;
    if (!isSchemaObject(schema)) {
      this.faults.push({
        path,
        found: describe(schema),
        expected: 'a schema: an object, true or false',
      });
      return;
    }
    this.#schemas += 1;
    if (depth > MAX_DEPTH || this.#schemas > MAX_SCHEMAS) {
      if (this.#schemas > MAX_SCHEMAS + 1) return;
      this.#schemas = MAX_SCHEMAS + 1;
      const expected = `a schema with up to ${MAX_DEPTH} levels and ${MAX_SCHEMAS} parts`;
      this.faults.push({ path, found: 'more, or one that has itself inside', expected });
      return;
    }
    this.faults.push(...keywordFaults(schema, path), ...contradictionsOf(schema, path));
    for (const inner of subschemasOf(schema)) {
      this.enter(inner.schema, [...path, ...inner.path], depth + 1);
    }
  }
}
