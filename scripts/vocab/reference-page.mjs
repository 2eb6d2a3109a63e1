import { interfaceOf } from './interface-names.mjs';

const MARK =
  '<!-- What follows is written by scripts/vocab.mjs from scripts/vocab/events.json. -->\n';

/** The page with the tables of every vocabulary and of the blocks below its mark. */
export function withTables(page, { vocabularies, blocks }) {
  const [head] = page.split(MARK);
  return `${head}${MARK}${vocabularies.map(sectionOf).join('')}${blocksText(blocks)}`;
}

function sectionOf(vocabulary) {
  const { id, title, events, deprecated, supersededBy, audience } = vocabulary;
  const name = interfaceOf(vocabulary);
  const words = [
    `\`${id}\`, interface \`${name}\`.`,
    ...(deprecated ? [`Older names: use \`${interfaceOf({ id: supersededBy })}\`.`] : []),
    ...(audience === undefined ? [] : [audience]),
  ];
  const rows = events.map((event) => `| ${cellsOf(event).join(' | ')} |\n`);
  return `
## ${title}

${words.join(' ')}

| event | older names | when | properties |
| --- | --- | --- | --- |
${rows.join('')}`;
}

function cellsOf({ name, call, aliases = [], when, requirement, schema }) {
  const shown = call === 'track' ? code(name) : `${code(name)} (${call})`;
  const { required, expected } = requirement;
  const inContext = required.filter((path) => path.startsWith('context.'));
  const properties = Object.keys(schema.properties ?? {}).map((key) => {
    if (required.includes(key)) return `**${code(key)}**`;
    return expected.includes(key) ? `*${code(key)}*` : code(key);
  });
  const all = [...properties, ...inContext.map((path) => `**${code(path)}**`)];
  return [shown, aliases.map(code).join(', ') || '–', when, all.join(', ') || '–'];
}

function blocksText(blocks) {
  const rows = blocks.map(
    ({ id, title, useCase, industries, collect }) =>
      `| ${code(id)} | ${title} | ${useCase} | ${industries.map(code).join(', ')} | ${collect.map(collectText).join('; ')} |\n`,
  );
  return `
## Blocks

| id | block | what it is for | vocabularies | what to collect |
| --- | --- | --- | --- | --- |
${rows.join('')}`;
}

function collectText({
  call,
  events = [],
  fields = [],
  traits = [],
  properties = [],
  context = [],
}) {
  const parts = [
    [events, ''],
    [fields, 'fields '],
    [traits, 'traits '],
    [properties, 'properties '],
    [context, 'context '],
  ];
  const texts = parts
    .filter(([names]) => names.length > 0)
    .map(([names, label]) => `${label}${names.map(code).join(', ')}`);
  return `${call === 'any' ? 'any call' : call}: ${texts.join('; ')}`;
}

function code(text) {
  return `\`${text}\``;
}
