import { FUNCTIONS, globPattern } from './fql-functions.js';
import { FqlError, type Token, tokensOf } from './fql-tokens.js';
import { valueAt } from './property-path.js';

type Bag = Readonly<Record<string, unknown>>;

/** An expression, ready to be asked of messages. */
export type Expression = (message: Bag) => unknown;

const MAX_DEPTH = 50;

/**
 * Reads an expression in the filter language of Segment's service: `event = 'Order Completed' and properties.total > 10`.
 * @throws FqlError that says what is wrong and where
 */
export function parseFql(text: string): Expression {
  return new Parser(text).parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  parse(): Expression {
    const expression = this.#either();
    const rest = this.#token();
    if (rest.kind !== 'end') throw unexpected(rest, 'and, or, or the end');
    return expression;
  }

  #either(): Expression {
    let left = this.#both();
    while (this.#take('word', 'or')) {
      const [one, other] = [left, this.#both()];
      left = (message) => Boolean(one(message)) || Boolean(other(message));
    }
    return left;
  }

  #both(): Expression {
    let left = this.#comparison();
    while (this.#take('word', 'and')) {
      const [one, other] = [left, this.#comparison()];
      left = (message) => Boolean(one(message)) && Boolean(other(message));
    }
    return left;
  }

  #comparison(): Expression {
    const left = this.#operand();
    const token = this.#token();
    const compare = token.kind === 'operator' ? COMPARISONS[token.text] : undefined;
    if (compare === undefined) return left;
    this.#next += 1;
    const right = this.#operand();
    return (message) => compare(left(message), right(message));
  }

  #operand(): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw unexpected(this.#token(), 'an expression that is less deep');
    const operand = this.#plainOperand();
    this.#depth -= 1;
    return operand;
  }

  #plainOperand(): Expression {
    const token = this.#token();
    this.#next += 1;
    if (token.kind === 'value') return () => token.value;
    if (token.kind === 'word') return this.#named(token);
    if (token.kind === 'operator' && token.text === '!') {
      const operand = this.#operand();
      return (message) => !operand(message);
    }
    if (token.kind !== 'operator' || token.text !== '(') {
      throw unexpected(token, 'a value, a field or a function');
    }
    const inner = this.#either();
    this.#expect(')');
    return inner;
  }

  #named(token: Token & { readonly kind: 'word' }): Expression {
    if (!this.#take('operator', '(')) {
      const { keys } = token;
      return (message) => valueAt(message, keys);
    }
    const found = FUNCTIONS.get(token.text);
    if (found === undefined) {
      throw unexpected(token, `one of the functions ${[...FUNCTIONS.keys()].join(', ')}`);
    }
    const given: Expression[] = [];
    const first = this.#next;
    while (!this.#take('operator', ')')) {
      if (given.length > 0) this.#expect(',');
      given.push(this.#either());
    }
    if (given.length !== found.parameters) {
      throw unexpected(token, `${token.text} with ${found.parameters} in brackets`);
    }
    if (token.text === 'match') this.#checkPatterns(first);
    return (message) => found.call(...given.map((argument) => argument(message)));
  }

  /** Patterns that are written there are looked at there. */
  #checkPatterns(first: number): void {
    for (const token of this.#tokens.slice(first, this.#next)) {
      if (token.kind !== 'value' || typeof token.value !== 'string') continue;
      try {
        globPattern(token.value);
      } catch {
        throw unexpected(token, 'a pattern like Order*');
      }
    }
  }

  #token(): Token {
    // The last one is the end.
    return this.#tokens[this.#next] ?? { kind: 'end', text: 'the end', at: 0 };
  }

  #take(kind: Token['kind'], text: string): boolean {
    const token = this.#token();
    if (token.kind !== kind || token.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take('operator', text)) throw unexpected(this.#token(), text);
  }
}

function unexpected(token: Token, expected: string): FqlError {
  return new FqlError(`${token.text} at character ${token.at + 1}`, expected);
}

const COMPARISONS: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  '=': isSame,
  '!=': (left, right) => !isSame(left, right),
  '>': ofNumbers((left, right) => left > right),
  '>=': ofNumbers((left, right) => left >= right),
  '<': ofNumbers((left, right) => left < right),
  '<=': ofNumbers((left, right) => left <= right),
};

function isSame(left: unknown, right: unknown): boolean {
  return (left ?? null) === (right ?? null);
}

function ofNumbers(compare: (left: number, right: number) => boolean) {
  return (left: unknown, right: unknown): boolean =>
    typeof left === 'number' && typeof right === 'number' && compare(left, right);
}
