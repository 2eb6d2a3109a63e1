import { capitalize, toKebabCase, toLowerCase, toSnakeCase, toUpperCase } from 'remeda';
import { typeOf } from './contradictions.js';
import { type SafePattern, safePattern } from './safe-pattern.js';

/** A function of the filter language. Given something that it is not for, it gives null. */
export interface FqlFunction {
  readonly parameters: number;
  readonly call: (...given: readonly unknown[]) => unknown;
}

/** Those that the service documents. */
export const FUNCTIONS: ReadonlyMap<string, FqlFunction> = new Map<string, FqlFunction>([
  ['contains', { parameters: 2, call: contains }],
  ['match', { parameters: 2, call: matches }],
  ['length', { parameters: 1, call: lengthOf }],
  ['typeof', { parameters: 1, call: typeName }],
  ['lowercase', ofText(toLowerCase)],
  ['uppercase', ofText(toUpperCase)],
  ['snakecase', ofText(toSnakeCase)],
  ['kebabcase', ofText(toKebabCase)],
  [
    'titlecase',
    ofText((text) =>
      text
        .split(' ')
        .map((word) => capitalize(toLowerCase(word)))
        .join(' '),
    ),
  ],
]);

function ofText(change: (text: string) => string): FqlFunction {
  return { parameters: 1, call: (text) => (typeof text === 'string' ? change(text) : null) };
}

function contains(text: unknown, part: unknown): boolean {
  if (typeof part !== 'string') return false;
  if (Array.isArray(text)) return text.includes(part);
  return typeof text === 'string' && text.includes(part);
}

/** A pattern where a star stands for anything, a question mark for one character, and brackets for one of several. */
function matches(text: unknown, pattern: unknown): boolean {
  if (typeof text !== 'string' || typeof pattern !== 'string') return false;
  try {
    return globPattern(pattern).test(text);
  } catch {
    // It is not known before a message comes.
    return false;
  }
}

/** @throws Error for a pattern that can't be read */
export function globPattern(pattern: string): SafePattern {
  const parts = pattern.match(/\\.|\[[^\]]*\]|[*?]|[^\\[*?]+|./gs) ?? [];
  return safePattern(`^(?s:${parts.map(patternPart).join('')})$`);
}

function patternPart(part: string): string {
  if (part === '*') return '.*';
  if (part === '?') return '.';
  if (part.startsWith('[') && part.length > 2) return part;
  const plain = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
  return plain.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function lengthOf(value: unknown): number | null {
  return typeof value === 'string' || Array.isArray(value) ? value.length : null;
}

function typeName(value: unknown): string {
  const type = value === undefined ? 'null' : typeOf(value);
  return type === 'integer' ? 'number' : type;
}
