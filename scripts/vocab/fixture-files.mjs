import { interfaceOf } from './interface-names.mjs';

const HEAD =
  '// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.\n\n';

/** The files of lib/testing/fixtures/ that have a builder for each event that is tracked: one for each vocabulary that is not legacy. */
export function fixtureFiles({ vocabularies }) {
  return vocabularies
    .map((vocabulary) => ({ vocabulary, events: trackedOf(vocabulary) }))
    .filter(({ vocabulary, events }) => !vocabulary.deprecated && events.length > 0)
    .map(({ vocabulary, events }) => fileOf(vocabulary, events));
}

/** The name of the builder of an event: `anOrderCompleted`, `aProductViewed`. */
export function builderName(event) {
  const words = event.split(/[^A-Za-z0-9]+/).map((word) => word[0].toUpperCase() + word.slice(1));
  return `${/^(?:[aeio]|un)/i.test(event) ? 'an' : 'a'}${words.join('')}`;
}

function trackedOf({ events }) {
  return events.filter(({ call }) => call === 'track');
}

function fileOf(vocabulary, events) {
  const name = interfaceOf(vocabulary);
  const file = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
  const builders = events.map(
    (event) => `/** ${event.when} */
export const ${builderName(event.name)}: Of<'${event.name}'> = fixtureOf('${event.name}');
`,
  );
  const text = `${HEAD}import type { ${name} } from '../../vocab/events/${file}.js';
import { type Fixture, fixtureOf } from './an-event.js';

type Of<Name extends keyof ${name}> = Fixture<Name, ${name}[Name]>;

${builders.join('\n')}`;
  return {
    name: file,
    interfaceName: name,
    builders: events.map(({ name: one }) => builderName(one)),
    text,
  };
}

/** The text of lib/testing/fixtures.ts, the entry point. */
export function fixtureEntry(files) {
  const exports = files.map(
    ({ name, builders }) => `export { ${builders.join(', ')} } from './fixtures/${name}.js';`,
  );
  const own = `export type { Fixture, FixtureCall, FixtureFields } from './fixtures/an-event.js';
export { anEvent, type VocabularyEvents } from './fixtures/any-event.js';`;
  return `${HEAD}${[own, ...exports].join('\n')}\n`;
}

/** The text of lib/testing/fixtures/any-event.ts: a builder for all of them. */
export function anyEventFile(files) {
  const imports = files.map(
    ({ name, interfaceName }) =>
      `import type { ${interfaceName} } from '../../vocab/events/${name}.js';`,
  );
  const parents = files.map(({ interfaceName }) => interfaceName).join(', ');
  return `${HEAD}${imports.join('\n')}
import { anyEvent, type FixtureCall, type FixtureFields } from './an-event.js';

/** The events of all vocabularies but the legacy one, with their properties. */
export interface VocabularyEvents extends ${parents} {}

/**
 * A call of any event that a vocabulary has, with every property that it has there, always the same.
 *
 * @throws ValidationError for an event that no vocabulary has
 * @example
 * analytics.track(anEvent('Order Completed', { total: 30 }));
 */
export function anEvent<Name extends keyof VocabularyEvents>(
  name: Name,
  properties: Partial<VocabularyEvents[Name]> = {},
  fields: FixtureFields = {},
): FixtureCall<Name, VocabularyEvents[Name]> {
  return anyEvent<Name, VocabularyEvents[Name]>(name, properties, fields);
}
`;
}
