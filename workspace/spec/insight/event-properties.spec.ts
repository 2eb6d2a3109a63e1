import { describe, expect, it } from '@jest/globals';
import { findEvent, type PropertySchema, vocabularies } from 'waybill/vocab';
import { eventContext, eventProperties } from '../../lib/insight/event-properties.js';

/** The properties of a schema with their types, by their paths. */
function typesIn(
  { properties = {}, items }: Partial<PropertySchema>,
  prefix = '',
): readonly (readonly [string, readonly string[]])[] {
  const fields = Object.entries(properties);
  const inside = items === undefined ? fields : [...fields, ['$', items] as const];
  return inside.flatMap(([key, field]) => [
    [`${prefix}${key}`, [field.type].flat()] as const,
    ...typesIn(field, `${prefix}${key}.`),
  ]);
}

describe.each(vocabularies())('the events of $title', ({ events }) => {
  it.each(events)('have their properties and context as lists: $name', (event) => {
    const own = eventProperties(event);
    expect(own.map(({ path, types }) => [path, types])).toEqual(typesIn(event.schema));
    const context = eventContext(event).map(({ path, types }) => [path, types]);
    expect(context).toEqual(typesIn(event.contextSchema ?? {}));
    const formats = own.flatMap(({ path, format }) =>
      format === undefined ? [] : [[path, format]],
    );
    expect(Object.fromEntries(formats)).toEqual(event.formatHints);
  });
});

describe('a property', () => {
  it('has the texts that it may be', () => {
    const event = findEvent('Video Ad Started');
    const own = event === undefined ? [] : eventProperties(event);
    const type = own.find(({ path }) => path === 'type');
    expect(type?.values).toEqual(['pre-roll', 'mid-roll', 'post-roll']);
  });
});
