/**
 * Writes workspace/lib/insight/vocabulary-data.ts: the industry vocabularies of scripts/vocab/events.json, short. With `--check`
 * it writes nothing and fails if the file is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('vocab/events.json', import.meta.url));
const TARGET = fileURLToPath(
  new URL('../workspace/lib/insight/vocabulary-data.ts', import.meta.url),
);

const HEAD = `// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

/**
 * The industry vocabularies: a line of JSON for each, and a line for each of its events. Properties are written as
 * \`path:types/format=values\`, where \`:string\` is left out and \`$\` stands for the items of an array.
 */
export const VOCABULARY_LINES = \``;

function vocabularyText() {
  const { vocabularies } = JSON.parse(readFileSync(SOURCE, 'utf8'));
  const lines = vocabularies.flatMap((vocabulary) => [
    JSON.stringify(headOf(vocabulary)),
    ...vocabulary.events.map((event) => JSON.stringify(lineOf(event))),
  ]);
  const text = lines.join('\n');
  if (/[`\\]|\$\{/.test(text)) throw new Error('A name has a character that a template needs.');
  return `${HEAD}\n${text}\n\`;\n`;
}

function headOf({ id, title, deprecated = false }) {
  return { vocabulary: id, title, ...(deprecated ? { isLegacy: true } : {}) };
}

function lineOf({ name, call, aliases = [], requirement, schema, contextSchema, formatHints }) {
  const { required, expected } = requirement;
  const properties = flat(schema, '', formatHints ?? {});
  const context = flat(contextSchema ?? {}, '', {});
  return {
    name,
    ...(call === 'track' ? {} : { call }),
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(expected.length > 0 ? { expected } : {}),
    ...(properties.length > 0 ? { properties: properties.join(' ') } : {}),
    ...(context.length > 0 ? { context: context.join(' ') } : {}),
  };
}

function flat({ properties = {}, items }, prefix, formats) {
  const fields = Object.entries(properties).map(([key, schema]) => [`${prefix}${key}`, schema]);
  const all = items === undefined ? fields : [...fields, [`${prefix}$`, items]];
  return all.flatMap(([path, schema]) => [
    written(path, schema, formats[path]),
    ...flat(schema, `${path}.`, formats),
  ]);
}

function written(path, { type, enum: values = [] }, format) {
  const types = [type].flat().join('|');
  const texts = values.filter((value) => value !== null);
  if (/[\s:/=]/.test(path + texts.join(''))) throw new Error(`${path} needs another notation.`);
  return [
    path,
    types === 'string' ? '' : `:${types}`,
    format === undefined ? '' : `/${format}`,
    texts.length === 0 ? '' : `=${texts.join('|')}`,
  ].join('');
}

const text = vocabularyText();
if (!process.argv.includes('--check')) writeFileSync(TARGET, text);
else if (readFileSync(TARGET, 'utf8') !== text) {
  process.stderr.write(`${TARGET} is out of date: run \`node scripts/vocab.mjs\` and commit it.\n`);
  process.exitCode = 1;
}
