import type { PropertySchema, VocabularyEvent } from 'waybill/vocab';
import type { Property } from './property.js';

/** The properties of an event of a vocabulary, as a list. */
export function eventProperties({ schema, formatHints }: VocabularyEvent): readonly Property[] {
  return propertiesIn(schema, '', formatHints);
}

/** What it has in the context, beside what all messages may have. */
export function eventContext({ contextSchema }: VocabularyEvent): readonly Property[] {
  return contextSchema === undefined ? [] : propertiesIn(contextSchema, '', {});
}

function propertiesIn(
  { properties = {}, items }: PropertySchema,
  prefix: string,
  formats: VocabularyEvent['formatHints'],
): readonly Property[] {
  const fields = Object.entries(properties);
  const all = items === undefined ? fields : [...fields, ['$', items] as const];
  return all.flatMap(([key, schema]) => {
    const path = `${prefix}${key}`;
    return [propertyOf(schema, path, formats[path]), ...propertiesIn(schema, `${path}.`, formats)];
  });
}

function propertyOf(
  { type, enum: values }: PropertySchema,
  path: string,
  format: string | undefined,
): Property {
  const texts = values?.filter((value) => value !== null);
  return {
    path,
    types: typeof type === 'string' ? [type] : type,
    ...(format === undefined ? {} : { format }),
    ...(texts === undefined ? {} : { values: texts }),
  };
}
