import { dialectOf } from '../check-schema.js';
import { formatType } from '../compile.js';
import type { JsonSchema } from '../document.js';
import { pathText } from '../plan-path.js';
import { isSchemaObject, subschemasOf } from '../subschemas.js';
import { meantWord, schemaWord } from './schema-words.js';
import { type Placed, quoted, type Tip } from './tip.js';

/** Words of a schema that do nothing, whatever whoever wrote them thinks: misspelt ones, and those for values of other types. */
export function keywordTips({ rule, path }: Placed): readonly Tip[] {
  const tips: Tip[] = [];
  const dialect = dialectOf(rule.jsonSchema);
  const enter = (schema: unknown, at: Placed['path']): void => {
    if (!isSchemaObject(schema)) return;
    for (const [keyword, value] of Object.entries(schema)) {
      const place = [...at, keyword];
      const name = pathText(place.slice(path.length));
      const meant = meantWord(keyword, value);
      if (meant !== undefined) {
        const message = `${name} is no word of JSON Schema, and says nothing: perhaps ${quoted(meant)} is meant. A word of your own may begin with x-.`;
        tips.push({ code: 'keyword-unknown', path: place, message });
      }
      const reason = uselessness(keyword, schema, dialect);
      if (reason !== undefined) {
        const message = `${name} says nothing: ${reason}.`;
        tips.push({ code: 'keyword-useless', path: place, message });
      }
    }
    for (const inner of subschemasOf(schema)) enter(inner.schema, [...at, ...inner.path]);
  };
  enter(rule.jsonSchema, [...path, 'jsonSchema']);
  return tips;
}

/** Why a keyword does nothing in a schema. */
function uselessness(
  keyword: string,
  schema: JsonSchema,
  ruleDialect: string | undefined,
): string | undefined {
  const word = schemaWord(keyword);
  if (word === undefined) return undefined;
  const { dialect, needs } = word;
  if (dialect !== undefined && dialect !== ruleDialect) {
    return `it is a word of ${dialect}, and the rule is in ${ruleDialect}`;
  }
  if (needs !== undefined && !Object.hasOwn(schema, needs)) {
    return `there is no ${quoted(needs)} beside it`;
  }
  const speaksOf = keyword === 'format' ? formatTypes(schema['format']) : word.types;
  const types = typesOf(schema);
  if (speaksOf === undefined || types === undefined) return undefined;
  if (types.some((type) => speaksOf.includes(type))) return undefined;
  return `it is about the type ${speaksOf.join(' or ')}, and "type" is ${types.join(' or ')}`;
}

/** A format is one of texts or of numbers; of one that isn't known nothing can be said. */
function formatTypes(format: unknown): readonly string[] | undefined {
  const type = typeof format === 'string' ? formatType(format) : undefined;
  return type === 'number' ? ['number', 'integer'] : type && [type];
}

function typesOf({ type }: JsonSchema): readonly string[] | undefined {
  if (type === undefined) return undefined;
  return Array.isArray(type) ? type.map(String) : [String(type)];
}
