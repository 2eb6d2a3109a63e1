import type { JsonSchema } from '../document.js';
import { referenceTarget } from '../reference-target.js';
import { isSchemaObject } from '../subschemas.js';
import { literalType } from './literal-text.js';
import { type Names, typeName } from './names.js';
import { objectText } from './object-text.js';
import { pipedWords } from './piped-words.js';
import {
  arrayOf,
  atom,
  intersectionOf,
  NEVER,
  type TypeText,
  UNKNOWN,
  unionOf,
} from './type-text.js';

/** More values than that are not written out: their kind of value is. */
const MAX_LITERALS = 200;

/** A type with a name, for what a schema refers to. */
export interface NamedType {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly type: TypeText;
}

/** Writes the schemas of one rule as types. What they refer to gets a name of its own, so that it may refer to itself. */
export class SchemaText {
  readonly #root: JsonSchema;
  readonly #owner: string;
  readonly #names: Names;
  readonly #named = new Map<string, { readonly name: string; readonly schema: JsonSchema }>();

  constructor(root: JsonSchema, owner: string, names: Names) {
    this.#root = root;
    this.#owner = owner;
    this.#names = names;
  }

  /** The type of what a schema takes. `around` are the members that a schema around it knows, by their names. */
  typeOf(schema: unknown, around: JsonSchema = {}): TypeText {
    if (schema === false) return NEVER;
    if (!isSchemaObject(schema)) return UNKNOWN;
    const { properties } = schema;
    const known = isSchemaObject(properties) ? { ...around, ...properties } : around;
    const choices = ['anyOf', 'oneOf'].map((keyword) => {
      const schemas = listOf(schema[keyword]);
      return schemas.length === 0
        ? UNKNOWN
        : unionOf(schemas.map((one) => this.typeOf(one, known)));
    });
    return intersectionOf([
      this.#ownType(schema, known),
      this.#referred(schema['$ref']),
      ...listOf(schema['allOf']).map((one) => this.typeOf(one, known)),
      ...choices,
    ]);
  }

  /** What was referred to so far, with what that refers to. */
  named(): readonly NamedType[] {
    const types: NamedType[] = [];
    // A map that grows is walked to its end.
    for (const { name, schema } of this.#named.values()) {
      types.push({ name, schema, type: this.typeOf(schema) });
    }
    return types;
  }

  #ownType(schema: JsonSchema, known: JsonSchema): TypeText {
    const { const: only, enum: values, type } = schema;
    if (only !== undefined) return atom(literalType(only));
    if (Array.isArray(values)) return literals(values);
    const types = type === undefined ? impliedTypes(schema) : [type].flat();
    return types.length === 0
      ? UNKNOWN
      : unionOf(types.map((name) => this.#typeNamed(name, schema, known)));
  }

  #typeNamed(name: unknown, schema: JsonSchema, known: JsonSchema): TypeText {
    switch (name) {
      case 'string':
        return textType(schema);
      case 'integer':
      case 'number':
        return atom('number');
      case 'array':
        return this.#arrayType(schema);
      case 'object':
        return objectText(schema, known, (inner) => this.typeOf(inner));
      default:
        return atom(String(name));
    }
  }

  /** Either a list of like items, or one that says what stands at each place. */
  #arrayType(schema: JsonSchema): TypeText {
    const { items, prefixItems, additionalItems, minItems } = schema;
    const isOfPlaces = Array.isArray(prefixItems) || Array.isArray(items);
    if (!isOfPlaces) return arrayOf(this.typeOf(items));
    const places = listOf(Array.isArray(prefixItems) ? prefixItems : items);
    const rest = Array.isArray(prefixItems) ? items : additionalItems;
    const needed = typeof minItems === 'number' ? minItems : 0;
    const texts = places.map((place, index) => {
      const type = this.typeOf(place);
      const text = type.kind === 'atom' ? type.text : `(${type.text})`;
      return index < needed ? text : `${text}?`;
    });
    const others = rest === false ? [] : [`...${arrayOf(this.typeOf(rest)).text.slice(9)}`];
    return { kind: 'array', text: `readonly [${[...texts, ...others].join(', ')}]` };
  }

  #referred(reference: unknown): TypeText {
    if (typeof reference !== 'string') return UNKNOWN;
    const known = this.#named.get(reference);
    if (known !== undefined) return atom(known.name);
    const schema = referenceTarget(reference, this.#root);
    if (!isSchemaObject(schema)) return schema === false ? NEVER : UNKNOWN;
    const last = reference === '#' ? 'Message' : (reference.split('/').at(-1) ?? '');
    const name = this.#names.take(`${this.#owner}${typeName(last)}`);
    this.#named.set(reference, { name, schema });
    return atom(name);
  }
}

function literals(values: readonly unknown[]): TypeText {
  if (values.length <= MAX_LITERALS)
    return unionOf(values.map((value) => atom(literalType(value))));
  return unionOf(
    values.map((value) =>
      typeof value === 'object' && value !== null ? UNKNOWN : atom(kindOf(value)),
    ),
  );
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

function textType({ format, pattern }: JsonSchema): TypeText {
  const words = pipedWords(pattern);
  if (words !== undefined) return literals(words);
  return format === 'date-time' ? unionOf([atom('Date'), atom('string')]) : atom('string');
}

/** A schema that says nothing of the kind of value speaks of objects, or of arrays, where it says anything of those. */
function impliedTypes(schema: JsonSchema): readonly string[] {
  if (['properties', 'required', 'patternProperties', 'additionalProperties'].some(isIn(schema))) {
    return ['object'];
  }
  return ['items', 'prefixItems'].some(isIn(schema)) ? ['array'] : [];
}

function isIn(schema: JsonSchema): (keyword: string) => boolean {
  return (keyword) => schema[keyword] !== undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
