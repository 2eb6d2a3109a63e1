import type { JsonSchema } from '../document.js';
import type { PlannedKeys } from '../planned-keys.js';
import { referenceTarget } from '../reference-target.js';
import { isSchemaObject } from '../subschemas.js';
import { textOf } from './assertions.js';
import { at, type Comparison, type Pair, type Position, placeOf } from './comparison.js';
import { conditionDifferences } from './condition-differences.js';
import type { Difference, Effect, Found } from './difference.js';
import { KnownDifferences } from './known-differences.js';
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
  /** The outermost open pair that was met again inside of what is being compared: its place among them. */
  #met = Number.POSITIVE_INFINITY;
  readonly #known = new KnownDifferences();
  readonly #expandedBefore = new Map<unknown, JsonSchema>();
  readonly #expandedAfter = new Map<unknown, JsonSchema>();
  #count = 0;

  constructor(task: ComparisonTask) {
    this.#task = task;
    this.#areRootsSame = textOf(task.before) === textOf(task.after);
  }

  compare(givenBefore: unknown, givenAfter: unknown, position: Position): readonly Difference[] {
    const before = this.#expand(givenBefore, this.#task.before);
    const after = this.#expand(givenAfter, this.#task.after);
    if (isNothing(before) || this.isSame(before, after)) return [];
    if (this.#isOpen({ before, after }, position)) return [];
    if (isNothing(after)) return [at(position, NEVER)];
    const known = this.#known.find({ before, after }, position);
    if (known !== undefined) return known;
    this.#count += 1;
    if (this.#count > MAX_COMPARISONS) return [at(position, TOO_MUCH)];
    return this.#compareAnew({ before, after }, position);
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

  #compareAnew(pair: Pair, position: Position): readonly Difference[] {
    const outer = this.#met;
    const depth = this.#open.length;
    this.#met = Number.POSITIVE_INFINITY;
    this.#open.push({ ...pair, planned: position.planned });
    const differences = this.#inside(pair, position);
    this.#open.pop();
    // What left a pair to those around it is not the whole of it elsewhere.
    if (this.#met >= depth) {
      this.#known.keep(pair, position, differences);
      this.#met = outer;
    } else {
      this.#met = Math.min(this.#met, outer);
    }
    return differences;
  }

  /** The same for the same schema: pairs are known by what they are. */
  #expand(given: unknown, root: JsonSchema): JsonSchema {
    const isOld = root === this.#task.before;
    const schemas = isOld ? this.#expandedBefore : this.#expandedAfter;
    const schema = schemas.get(given) ?? expanded(given, root);
    schemas.set(given, schema);
    return schema;
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
    const place = this.#open.findIndex(
      (one) => one.before === before && one.after === after && one.planned === planned,
    );
    if (place < 0) return false;
    this.#met = Math.min(this.#met, place);
    return true;
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
    const target = typeof reference === 'string' ? referenceTarget(reference, root) : undefined;
    if (target === undefined) return schema;
    if (textOf(rest) !== '{}') {
      const parts = Array.isArray(rest['allOf']) ? rest['allOf'] : [];
      return { ...rest, allOf: [...parts, target] };
    }
    schema = target;
  }
  return isSchemaObject(given) ? given : ANYTHING;
}
