import type { JsonSchema } from '../document.js';
import { isSchemaObject } from '../subschemas.js';
import { constraintsOf } from './constraints.js';
import { docComment, prose } from './doc-comment.js';
import { memberName } from './literal-text.js';
import { atom, indented, type TypeText, UNKNOWN, unionOf } from './type-text.js';

interface Member {
  readonly name: string;
  readonly type: TypeText;
  readonly isNeeded: boolean;
  readonly doc: string;
}

/** An object with its members in the order of their names. `known` are members of schemas around this one as well. */
export function objectText(
  schema: JsonSchema,
  known: JsonSchema,
  typeOf: (schema: unknown) => TypeText,
): TypeText {
  const { properties, required } = schema;
  const own = isSchemaObject(properties) ? properties : {};
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const names = [...new Set([...Object.keys(own), ...needed.map(String)])].sort();
  const members = names.map((name): Member => {
    const inner = memberOf(own, name) ?? memberOf(known, name);
    const isNeeded = needed.includes(name);
    return { name, type: typeOf(inner), isNeeded, doc: docOf(inner) };
  });
  const others = othersOf(schema, members, typeOf);
  if (members.length === 0 && others === undefined) {
    const isEmpty = schema['additionalProperties'] === false;
    return atom(isEmpty ? 'Readonly<Record<string, never>>' : 'object');
  }
  const lines = members.map(textOf);
  if (others !== undefined) lines.push(`readonly [key: string]: ${others.text};`);
  return atom(`{\n  ${indented(lines.join('\n'))}\n}`);
}

/** What stands before a member, or a type: its description, and what of its schema a type can't say. */
export function docOf(schema: unknown): string {
  if (!isSchemaObject(schema)) return '';
  const { description, title, deprecated } = schema;
  const text = [description, title].find((one) => typeof one === 'string');
  const words = typeof text === 'string' ? prose(text) : '';
  const line = [words, constraintsOf(schema)].filter((part) => part !== '').join(' ');
  return docComment([line, ...(deprecated === true ? ['@deprecated'] : [])]);
}

function memberOf(members: JsonSchema, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function textOf({ name, type, isNeeded, doc }: Member): string {
  const written = isNeeded ? type : unionOf([type, atom('undefined')]);
  return `${doc}readonly ${memberName(name)}${isNeeded ? '' : '?'}: ${written.text};`;
}

/** Of members that have no name in the plan; those that have one must fit, too. */
function othersOf(
  { additionalProperties, patternProperties }: JsonSchema,
  members: readonly Member[],
  typeOf: (schema: unknown) => TypeText,
): TypeText | undefined {
  const patterns = isSchemaObject(patternProperties) ? Object.values(patternProperties) : [];
  const isOpen = additionalProperties === true || isSchemaObject(additionalProperties);
  if (!isOpen && patterns.length === 0) return undefined;
  // Beside patterns alone anything may stand.
  const rest = isOpen || additionalProperties === false ? [additionalProperties] : [true];
  const types = [...rest, ...patterns].map(typeOf);
  const absent = members.some(({ isNeeded }) => !isNeeded) ? [atom('undefined')] : [];
  const fitting = types.includes(UNKNOWN) ? [] : members.map(({ type }) => type);
  return unionOf([...types, ...fitting, ...absent]);
}
