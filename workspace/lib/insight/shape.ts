import type { Property } from './property.js';
import { compareNames, squash, wordsOf } from './spelling.js';

/** What a value should be: properties put together for checking. */
export interface Shape {
  readonly types: readonly string[];
  readonly format: string | undefined;
  readonly values: readonly string[] | undefined;
  /** Of an object, by their names. */
  readonly fields: Map<string, Shape>;
  /** Of an array. */
  items: Shape | undefined;
  /** Names that are none of the fields, and the field that was meant. */
  readonly strangers: Map<string, Meant | undefined>;
  readonly spelling: Spelling;
}

/** How a strange name becomes that of a field. */
export interface Meant {
  readonly field: string;
  readonly how: 'written otherwise' | 'typo' | 'ending' | 'legacy';
}

/**
 * How much a name may differ: `near` finds slips, `exact` only other ways to write the same, and `both-cases` is that where
 * `createdAt` and `created_at` are equally good.
 */
export type Spelling = 'near' | 'exact' | 'both-cases';

const MAX_STRANGERS = 500;
const MAX_NAME_CHARACTERS = 40;
/** The names that properties of the first ecommerce vocabulary have in the second (events.json, "renamedInV2"). */
const RENAMED: ReadonlyMap<string, string> = new Map([['id', 'product_id']]);

export function shapeOf(properties: readonly Property[], spelling: Spelling): Shape {
  const root = aShape({ path: '', types: ['object'] }, spelling);
  for (const property of properties) {
    const keys = property.path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<Shape | undefined>(
      (shape, key) => (key === '$' ? shape?.items : shape?.fields.get(key)),
      root,
    );
    if (parent === undefined) throw new Error(`${property.path} comes before what it is in.`);
    const shape = aShape(property, spelling);
    if (last === '$') parent.items = shape;
    else for (const name of namesOf(last, spelling)) parent.fields.set(name, shape);
  }
  return root;
}

/** The field that was probably meant by a name that is none. Remembered, since the same names come again and again. */
export function meantBy(shape: Shape, name: string): Meant | undefined {
  if (name.length > MAX_NAME_CHARACTERS) return undefined;
  const { strangers } = shape;
  const known = strangers.get(name);
  if (known !== undefined || strangers.has(name)) return known;
  if (strangers.size >= MAX_STRANGERS) strangers.clear();
  const found = findMeant(shape, name);
  strangers.set(name, found);
  return found;
}

function findMeant({ fields, spelling }: Shape, name: string): Meant | undefined {
  const squashed = squash(name);
  if (squashed === '') return undefined;
  for (const field of fields.keys()) {
    if (squash(field) === squashed) return { field, how: 'written otherwise' };
  }
  if (spelling !== 'near') return undefined;
  const renamed = RENAMED.get(name);
  if (renamed !== undefined && fields.has(renamed)) return { field: renamed, how: 'legacy' };
  const words = wordsOf(name);
  for (const field of fields.keys()) {
    const how = compareNames(words, wordsOf(field));
    if (how === 'typo' || how === 'ending') return { field, how };
  }
  return undefined;
}

function aShape({ types, format, values }: Property, spelling: Spelling): Shape {
  return {
    types,
    format,
    values,
    fields: new Map(),
    items: undefined,
    strangers: new Map(),
    spelling,
  };
}

function namesOf(name: string, spelling: Spelling): readonly string[] {
  return spelling === 'both-cases' ? [name, wordsOf(name).join('_'), camel(name)] : [name];
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
