/** What is wrong with an expression. */
export class FqlError extends Error {
  readonly found: string;
  readonly expected: string;

  constructor(found: string, expected: string) {
    super(`found ${found}, expected ${expected}`);
    this.found = found;
    this.expected = expected;
  }
}

/** A part of an expression, with its place in the text. */
export type Token =
  | { readonly kind: 'value'; readonly text: string; readonly value: unknown; readonly at: number }
  | {
      readonly kind: 'word';
      readonly text: string;
      readonly keys: readonly string[];
      readonly at: number;
    }
  | { readonly kind: 'operator' | 'end'; readonly text: string; readonly at: number };

const SPACE = /\s+/y;
const NUMBER = /-?\d+(?:\.\d+)?(?![\w.])/y;
const OPERATOR = /!=|>=|<=|[=<>()!,]/y;
const TEXT = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy;
const WORD = /(?:[A-Za-z_$]|\\.)(?:[\w$.-]|\\.)*/sy;
const MAX_LENGTH = 5_000;

const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** The parts of an expression, the last one of kind `end`. @throws FqlError */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > MAX_LENGTH) {
    throw new FqlError(`${text.length} characters`, `up to ${MAX_LENGTH}`);
  }
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const token = tokenAt(match, at);
    if (token === undefined) {
      const found = `${text.slice(at, at + 10)} at character ${at + 1}`;
      throw new FqlError(found, 'a field, a value in quotes, a number or an operator');
    }
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: 'the end', at }];
}

function tokenAt(
  match: (pattern: RegExp) => RegExpExecArray | null,
  at: number,
): Token | undefined {
  const quoted = match(TEXT);
  if (quoted !== null) {
    const value = (quoted[1] ?? quoted[2] ?? '').replaceAll(/\\(.)/gs, '$1');
    return { kind: 'value', text: quoted[0], value, at };
  }
  const number = match(NUMBER)?.[0];
  if (number !== undefined) return { kind: 'value', text: number, value: Number(number), at };
  const operator = match(OPERATOR)?.[0];
  if (operator !== undefined) return { kind: 'operator', text: operator, at };
  const word = match(WORD)?.[0];
  if (word === undefined) return undefined;
  return CONSTANTS.has(word)
    ? { kind: 'value', text: word, value: CONSTANTS.get(word), at }
    : { kind: 'word', text: word, keys: keysOf(word), at };
}

/** The keys of a path: dots part them, and a backslash takes that from a dot in a key. */
export function keysOf(path: string): readonly string[] {
  return path.split(/(?<!\\)\./).map((key) => key.replaceAll(/\\(.)/gs, '$1'));
}
