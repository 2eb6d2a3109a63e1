import { interfaceOf } from './interface-names.mjs';
import { ShapeSet } from './shapes.mjs';

const HEAD =
  '// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.\n\n';
const OPEN_FIELDS = ['OpenFields', '../../message/open-fields'];
// With room for what else is in such a file; the limit is 250.
const MAX_LINES = 240;

/**
 * The files of lib/vocab/events/: one for each vocabulary. Where that would be too long, the properties are in files of their own,
 * one for each group of events, and what they share is in another.
 */
export function typeFiles({ vocabularies }) {
  return vocabularies.flatMap(filesOf);
}

function filesOf(vocabulary) {
  const name = interfaceOf(vocabulary);
  const file = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
  const events = vocabulary.events.filter(({ call }) => call === 'track');
  const shapes = new ShapeSet(events, vocabulary.deprecated ? 'Legacy' : '');
  const map = mapText(vocabulary, { name, events, shapes });
  const all = shapes.texts(() => true);
  const whole = withImports([map, ...all].join('\n'), new Map([OPEN_FIELDS]), file);
  if (whole.split('\n').length <= MAX_LINES) return [{ name: file, text: whole }];
  return splitFiles(vocabulary, { file, map, shapes });
}

function splitFiles({ groups }, { file, map, shapes }) {
  const own = groups.map((group) => ({ part: `${file}-${group}`, group }));
  const parts = [...own, { part: `${file}-parts`, group: undefined }];
  const homes = new Map([
    OPEN_FIELDS,
    ...parts.flatMap(({ part, group }) => shapes.namesOf(group).map((name) => [name, `./${part}`])),
  ]);
  const files = parts.map(({ part, group }) => {
    const text = shapes.texts((shape) => shape.group === group).join('\n');
    return { name: part, text: withImports(text, homes, part) };
  });
  return [{ name: file, text: withImports(map, homes, file) }, ...files];
}

/** With imports of the interfaces that it mentions and another file has. */
function withImports(text, homes, own) {
  const mentioned = new Set(text.replace(/\/\*\*.*?\*\/|'.*?'/gs, '').match(/\b[A-Z]\w+\b/g));
  const wanted = [...homes].filter(([name, home]) => home !== `./${own}` && mentioned.has(name));
  const imports = [...new Set(wanted.map(([, home]) => home))].sort().map((home) => {
    const names = wanted.filter(([, place]) => place === home).map(([name]) => name);
    return `import type { ${names.sort().join(', ')} } from '${home}.js';\n`;
  });
  return `${HEAD}${imports.join('')}\n${text}`;
}

function mapText(vocabulary, { name, events, shapes }) {
  const { title, deprecated, supersededBy } = vocabulary;
  const lines = events.flatMap((event) => memberLines(event, { shapes, vocabulary }));
  const advice = deprecated ? ` @deprecated Use \`${interfaceOf({ id: supersededBy })}\`.` : '';
  return [
    `/** The events of the vocabulary "${title}", with their properties.${advice} */`,
    `export interface ${name} {`,
    ...lines,
    '}\n',
  ].join('\n');
}

function memberLines(event, { shapes, vocabulary }) {
  const { name, aliases = [], notes = [], contextSchema, when } = event;
  const context = Object.keys(contextSchema?.properties ?? {}).map((key) => `\`${key}\``);
  const inContext = context.length === 0 ? [] : [`Its context has ${context.join(', ')}.`];
  const type = shapes.nameFor(event);
  const older = aliases.filter((alias) => !vocabulary.events.some((other) => other.name === alias));
  return [
    `  /** ${[when, ...inContext, ...notes].join(' ')} */`,
    `  readonly '${name}': ${type};`,
    ...older.flatMap((alias) => [
      `  /** @deprecated Use '${name}'. */`,
      `  readonly '${alias}': ${type};`,
    ]),
  ];
}
