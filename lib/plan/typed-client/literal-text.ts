const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/** A text in quotes, as code. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replace(/[\u007F-\u009F\u2028\u2029]/g, escaped);
  return `'${inner}'`;
}

/** The name of a member, in quotes where it needs them. */
export function memberName(name: string): string {
  return PLAIN_KEY.test(name) ? name : quoted(name);
}

/** The type that has one value alone, which is plain data. */
export function literalType(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `readonly [${value.map(literalType).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(
    ([name, member]) => `readonly ${memberName(name)}: ${literalType(member)}`,
  );
  return members.length === 0 ? 'Record<string, never>' : `{ ${members.join('; ')} }`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
