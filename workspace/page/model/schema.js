/** How many events are listed at once. */
export const MAX_LISTED = 300;

/**
 * @typedef {object} SeenProperty
 * @property {string} path
 * @property {Record<string, number>} types
 *
 * @typedef {object} SeenEvent
 * @property {string} source
 * @property {string} type
 * @property {string} name
 * @property {string} lastSeen
 * @property {SeenProperty[]} properties
 */

/**
 * The events of a source whose name or properties have the text that is searched for, by name.
 *
 * @template {SeenEvent} Event
 * @param {readonly Event[]} events
 * @param {{ search: string, source: string }} wanted
 * @returns {Event[]}
 */
export function filterSchema(events, { search, source }) {
  const part = search.toLowerCase();
  const hasPart = (/** @type {string} */ text) => text.toLowerCase().includes(part);
  return events
    .filter((event) => source === '' || event.source === source)
    .filter(({ name, type, properties }) => {
      return hasPart(name) || hasPart(type) || properties.some(({ path }) => hasPart(path));
    })
    .sort((one, other) => keyOf(one).localeCompare(keyOf(other)));
}

/** @param {SeenEvent} event */
export function keyOf({ name, type, source }) {
  return JSON.stringify([name, type, source]);
}

/**
 * The types of a property, the most frequent first. Null beside one type is no mix: it stands for "none".
 *
 * @param {SeenProperty} property
 */
export function typesOf({ types }) {
  const counted = Object.entries(types)
    .map(([type, count]) => ({ type, count }))
    .sort((one, other) => other.count - one.count);
  return { types: counted, isMixed: counted.filter(({ type }) => type !== 'null').length > 1 };
}
