import type { JsonSchema } from '../document.js';
import type { Remarks } from './remarks.js';
import type { Shape } from './shape.js';

/** Where a shape is, and whom to tell of it. */
export interface Place {
  readonly rule: string;
  /** `properties.products.$.price` */
  readonly path: string;
  /** Whether what was always there is required. */
  readonly hasRequired: boolean;
  readonly remarks: Remarks;
}

/** The schema that everything which was seen at a place fits, with how often it was seen. */
export function schemaOf(shape: Shape, place: Place): JsonSchema {
  const types = typesOf(shape);
  tellOfTypes(shape, types, place);
  // A number that is too large for JavaScript has no type: then any will do.
  const isTyped = shape.infinities === 0;
  return {
    ...(isTyped ? { type: types.length === 1 ? types[0] : types } : {}),
    // Of the properties as a whole there is nothing to say.
    ...(place.path.includes('.') ? { description: '' } : {}),
    ...textWords(shape, types),
    ...(shape.objects > 0 ? objectWords(shape, place) : {}),
    ...(shape.items === undefined
      ? {}
      : { items: schemaOf(shape.items, { ...place, path: `${place.path}.$` }) }),
    'x-count': shape.count,
  };
}

function typesOf(shape: Shape): readonly string[] {
  return countsOf(shape).flatMap(([type, count]) => (count > 0 ? [type] : []));
}

function countsOf(shape: Shape): readonly (readonly [string, number])[] {
  const { texts, fractions, integers, booleans, objects, arrays, nulls } = shape;
  const numbers = fractions > 0 ? fractions + integers : 0;
  return [
    ['string', texts?.count ?? 0],
    ['number', numbers],
    ['integer', numbers > 0 ? 0 : integers],
    ['boolean', booleans],
    ['object', objects],
    ['array', arrays],
    ['null', nulls],
  ];
}

function textWords({ texts, nulls }: Shape, types: readonly string[]): JsonSchema {
  if (texts === undefined) return {};
  const { format, choices } = texts;
  if (format !== undefined) return { format };
  // Values of other types would have to be in the list as well.
  const isText = types.every((type) => type === 'string' || type === 'null');
  if (choices === undefined || !isText) return {};
  return { enum: nulls > 0 ? [...choices, null] : choices };
}

function objectWords(shape: Shape, place: Place): JsonSchema {
  const { members, isMap, leftOut, objects } = shape;
  const { rule, path, hasRequired, remarks } = place;
  if (isMap) {
    const message = `${path} has keys that are data: it may have any. Put what they are into values.`;
    remarks.add({ kind: 'dynamic-keys', rule, path, message });
  }
  if (leftOut > 0) {
    const message = `${path} has more keys, which were left out ${leftOut} times.`;
    remarks.add({ kind: 'keys-left-out', rule, path, message });
  }
  if (members === undefined) return {};
  const sorted = [...members].sort(([one], [other]) => (one < other ? -1 : 1));
  const always = sorted.flatMap(([key, { count }]) => (count === objects ? [key] : []));
  return {
    ...(hasRequired && always.length > 0 ? { required: always } : {}),
    // Made from entries, so that a property may have any name.
    properties: Object.fromEntries(
      sorted.map(([key, member]) => [key, schemaOf(member, { ...place, path: `${path}.${key}` })]),
    ),
  };
}

function tellOfTypes(shape: Shape, types: readonly string[], place: Place): void {
  const { rule, path, remarks } = place;
  if (types.filter((type) => type !== 'null').length < 2) return;
  const counts = countsOf(shape).filter(([, count]) => count > 0);
  const told = counts.map(([type, count]) => `${type} (${count})`).join(', ');
  remarks.add({ kind: 'mixed-types', rule, path, message: `${path} has several types: ${told}.` });
}
