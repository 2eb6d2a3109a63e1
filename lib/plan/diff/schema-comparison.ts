import type { JsonSchema } from '../document.js';
import type { PlannedKeys } from '../planned-keys.js';
import { isSchemaObject } from '../subschemas.js';
import { textOf } from './assertions.js';
import { at, type Comparison, type Pair, type Position, placeOf } from './comparison.js';
import { conditionDifferences } from './condition-differences.js';
import type { Difference, Effect, Found } from './difference.js';
import { memberDifferences } from './member-differences.js';
import { areDisjoint } from './type-differences.js';
import { valueDifferences } from './value-differences.js';

export interface ComparisonTask {
  /** Schemas of whole messages. */
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  /** Where the caller's data are, and the keys of them that were planned. */
  readonly bag: 'properties' | 'traits';
  readonly planned: PlannedKeys | undefined;
  /** Places whose keys are no longer planned, and what that does. */
  readonly lost: ReadonlyMap<string, Effect>;
}

const MAX_COMPARISONS = 100_000;
const MAX_REFERENCES = 20;

/** What differs between two schemas of a message, for messages that were as planned. */
export function compareSchemas(task: ComparisonTask): readonly Difference[] {
  const comparison = new SchemaComparison(task);
  return comparison.compare(task.before, task.after, { keys: [], planned: undefined });
}

/** Compares schemas part by part. It may take what is safe for breaking, never the other way round. */
class SchemaComparison implements Comparison {
  readonly #task: ComparisonTask;
  readonly #areRootsSame: boolean;
  /** Pairs that are being compared: to meet one of them again inside of itself adds nothing. */
  readonly #open: (Pair & Pick<Position, 'planned'>)[] = [];
  #count = 0;

  constructor(task: ComparisonTask) {
    this.#task = task;
    this.#areRootsSame = textOf(task.before) === textOf(task.after);
  }

  compare(givenBefore: unknown, givenAfter: unknown, position: Position): readonly Difference[] {
    const before = expanded(givenBefore, this.#task.before);
    const after = expanded(givenAfter, this.#task.after);
    if (
      isNothing(before) ||
      this.isSame(before, after) ||
      this.#isOpen({ before, after }, position)
    )
      return [];
    if (isNothing(after)) return [at(position, NEVER)];
    this.#count += 1;
    if (this.#count > MAX_COMPARISONS) return [at(position, TOO_MUCH)];
    this.#open.push({ before, after, planned: position.planned });
    const differences = this.#inside({ before, after }, position);
    this.#open.pop();
    return differences;
  }

  /** Whether something that was as planned before may break what is asked now. */
  breaks(before: unknown, after: unknown, position: Position): boolean {
    return this.compare(before, after, position).some(({ effect }) => effect === 'breaking');
  }

  /** Whether two parts ask the same, with what they refer to. */
  isSame(before: unknown, after: unknown): boolean {
    const text = textOf(before);
    if (text !== textOf(after)) return false;
    return this.#areRootsSame || !/"\$(?:ref|dynamicRef|recursiveRef)":/.test(text);
  }

  /** What becomes of a key that the rule no longer has. */
  lostAt(keys: readonly string[]): Effect | undefined {
    return this.#task.lost.get(placeOf(keys));
  }

  memberAt({ keys, planned }: Position, name: string): Position {
    const isBag = keys.length === 0 && name === this.#task.bag;
    return {
      keys: [...keys, name],
      planned: isBag ? this.#task.planned : planned?.members?.get(name),
    };
  }

  #inside({ before, after }: Pair, position: Position): readonly Difference[] {
    const values = valueDifferences(before, after);
    const own = values.map((found) => at(position, found));
    // Between an object and a text there is nothing else to compare.
    if (areDisjoint(before, after)) return own;
    return [
      ...own,
      ...memberDifferences(this, { before, after }, position),
      ...conditionDifferences(this, { before, after }, position),
    ];
  }

  #isOpen({ before, after }: Pair, { planned }: Position): boolean {
    return this.#open.some(
      (one) => one.before === before && one.after === after && one.planned === planned,
    );
  }
}

const NEVER: Found = { code: 'condition-changed', effect: 'breaking', text: 'is not allowed now' };
const TOO_MUCH: Found = {
  code: 'condition-changed',
  effect: 'breaking',
  text: 'refers to too many parts to compare them all',
};
const ANYTHING: JsonSchema = Object.freeze({});
const NOTHING: JsonSchema = Object.freeze({ not: Object.freeze({}) });

function isNothing({ not }: JsonSchema): boolean {
  return not === true || (isSchemaObject(not) && Object.keys(not).length === 0);
}

/** A schema in the place of `true`, `false` and of a reference; one beside other keywords is a part of `allOf`. */
function expanded(given: unknown, root: JsonSchema): JsonSchema {
  let schema = given;
  for (let step = 0; step < MAX_REFERENCES; step += 1) {
    if (schema === false) return NOTHING;
    if (!isSchemaObject(schema)) return ANYTHING;
    const { $ref: reference, ...rest } = schema;
    const target = typeof reference === 'string' ? targetOf(reference, root) : undefined;
    if (target === undefined) return schema;
    if (textOf(rest) !== '{}') {
      const parts = Array.isArray(rest['allOf']) ? rest['allOf'] : [];
      return { ...rest, allOf: [...parts, target] };
    }
    schema = target;
  }
  return isSchemaObject(given) ? given : ANYTHING;
}

/** Where a reference leads to; nothing, for one that is no path. */
function targetOf(reference: string, root: JsonSchema): unknown {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
        return undefined;
      return (value as Readonly<Record<string, unknown>>)[key];
    }, root);
}
