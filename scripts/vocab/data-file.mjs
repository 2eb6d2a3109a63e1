const HEAD = `// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

`;

/**
 * The text of lib/vocab/data.ts. Schemas are kept once: an event \`adds\` those that no event before it has, and everything that
 * has a schema names it by its number.
 */
export function dataFile({ vocabularies, blocks }) {
  const schemas = new SchemaTable();
  const vocabularyLines = vocabularies.flatMap((vocabulary) => [
    JSON.stringify(headOf(vocabulary)),
    ...vocabulary.events.map((event) => JSON.stringify(eventLine(event, schemas))),
  ]);
  const blockLines = blocks.map((block) => JSON.stringify(block));
  return `${HEAD}/**
 * The vocabularies: a line of JSON for each, and a line for each of its events. Schemas are kept once: an event \`adds\` those
 * that none before it has, and whatever has a schema names it by its number.
 */
export const VOCABULARY_LINES = ${template(vocabularyLines)};

/** The blocks, a line of JSON for each. */
export const BLOCK_LINES = ${template(blockLines)};
`;
}

function template(lines) {
  const text = lines.join('\n');
  if (/[`\\]|\$\{/.test(text)) throw new Error('The data has a character that a template needs.');
  return `\`\n${text}\n\``;
}

function headOf(vocabulary) {
  const { id, title, kind, deprecated, supersededBy, mapped, groups } = vocabulary;
  const { audience, keyProductFields, keyProductFieldsNote, lifecycle } = vocabulary;
  return shortened({
    vocabulary: id,
    title,
    kind,
    isLegacy: deprecated,
    supersededBy,
    isMapped: mapped || undefined,
    groups,
    keyProperties: keyProductFields,
    notes: [audience, keyProductFieldsNote, ...(lifecycle?.rules ?? [])].filter(Boolean),
  });
}

function eventLine(event, schemas) {
  const { name, call, group, when, aliases, requirement, formatHints, notes } = event;
  const { exampleOnly, defaults, autoCollectedBy } = event;
  const schema = schemas.numberOf(event.schema);
  const contextSchema = event.contextSchema && schemas.numberOf(event.contextSchema);
  return shortened({
    name,
    call: call === 'track' ? undefined : call,
    group,
    when,
    aliases,
    ...requirement,
    adds: schemas.added(),
    schema,
    contextSchema,
    formatHints,
    exampleOnly,
    defaults,
    autoCollectedBy,
    notes,
  });
}

/** Without what is empty. */
function shortened(fields) {
  const isEmpty = (value) =>
    value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

class SchemaTable {
  #numbers = new Map();
  #added = [];

  /** Its schemas within come first, so that a reader has them when it needs them. */
  numberOf({ properties, items, additionalProperties, ...rest }) {
    const written = {
      ...rest,
      properties: properties && mapValues(properties, (schema) => this.numberOf(schema)),
      items: items && this.numberOf(items),
      additionalProperties: additionalProperties && this.numberOf(additionalProperties),
    };
    const key = JSON.stringify(written);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    this.#added.push(written);
    return this.#numbers.size - 1;
  }

  /** Those that are new since it was asked last. */
  added() {
    const added = this.#added;
    this.#added = [];
    return added;
  }
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
